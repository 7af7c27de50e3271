"""POST /python/live-calls/{transactionId}/actions: an operator acts on a live call.

The twin of the function in ../src. Both answer every request of ../contract/vectors.json alike.
Nothing but the standard library and the AWS SDK of Lambda's runtime is imported.
"""
