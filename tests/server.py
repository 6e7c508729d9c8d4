"""A running `warraq serve`, for tests that ask it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys


class Server:
    """Serves the archive in `folder` until it is stopped."""

    def __init__(self, folder, *more):
        self.folder = folder
        command = [sys.executable, "-m", "warraq", "--lang", "en", "serve", "--port", "0", *map(str, more)]
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "cwd": folder}
        if os.name == "posix":  # whoever runs the tests may have told them to ignore interrupts
            how["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
        self.process = subprocess.Popen(command, **how)
        self.said = ""
        while "http://" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        self.address = re.search(r"http://127\.0\.0\.1:(\d+)/", self.said)[0]
        self.port = int(self.address.rsplit(":", 1)[1].strip("/"))

    def ask(self, target, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    def page(self, target):
        status, _, body = self.ask(target)
        assert status == 200
        return body.decode("utf-8")

    def raw(self, request):
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(1 << 16), b""))

    def stop(self, number=None):
        self.process.send_signal(number or (signal.SIGINT if os.name == "posix" else signal.SIGTERM))
        self.said += self.process.communicate(timeout=30)[0]
        return self.process.returncode
