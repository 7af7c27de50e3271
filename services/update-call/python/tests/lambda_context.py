from dataclasses import dataclass


@dataclass(frozen=True)
class LambdaContext:
    aws_request_id: str = "request-1"
