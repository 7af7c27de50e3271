"""Lambda's Invoke API in front of one handler: python3 invoke_server.py MODULE.FUNCTION. Prints the port it took."""

import base64
import contextlib
import importlib
import io
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

module, function = sys.argv[1].rsplit(".", 1)
handler = getattr(importlib.import_module(module), function)


class Invoke(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != f"/2015-03-31/functions/{module}/invocations":
            return self.answer(404, {"Message": f"Function not found: {self.path}"}, {})
        printed = io.StringIO()
        headers = {}
        try:
            with contextlib.redirect_stdout(printed):
                body = handler(event, None)
        except Exception as error:
            body = {"errorType": type(error).__name__, "errorMessage": str(error)}
            headers["X-Amz-Function-Error"] = "Unhandled"
        headers["X-Amz-Log-Result"] = base64.b64encode(printed.getvalue()[-4096:].encode()).decode()
        self.answer(200, body, headers)

    def answer(self, status, body, headers):
        payload = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": len(payload)}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Invoke)
print(server.server_port, flush=True)
server.serve_forever()
