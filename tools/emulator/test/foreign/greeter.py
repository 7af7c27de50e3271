"""A handler for Lambda's Python runtime."""


def lambda_handler(event, context):
    if event["InvocationEventType"] == "NEW_INBOUND_CALL":
        return {
            "SchemaVersion": "1.0",
            "Actions": [
                {"Type": "Speak", "Parameters": {"Text": "Hello from Python"}},
                {"Type": "Hangup", "Parameters": {"SipResponseCode": "0"}},
            ],
        }
    if event["CallDetails"].get("TransactionAttributes", {}).get("fail"):
        raise ValueError("asked to fail")
    return {"SchemaVersion": "1.0", "Actions": []}
