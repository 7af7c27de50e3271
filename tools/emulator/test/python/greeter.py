"""A handler for Lambda's Python runtime."""


def lambda_handler(event, context):
    print("asked", event["InvocationEventType"])
    if event["InvocationEventType"] == "NEW_INBOUND_CALL":
        caller = event["CallDetails"]["Participants"][0]["From"]
        if caller == "+12065550142":
            raise ValueError("this caller is not served")
        return {
            "SchemaVersion": "1.0",
            "Actions": [
                {"Type": "Speak", "Parameters": {"Text": "Hello from Python"}},
                {"Type": "Hangup", "Parameters": {"SipResponseCode": "0"}},
            ],
        }
    return {"SchemaVersion": "1.0", "Actions": []}
