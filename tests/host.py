"""A host of files, as an archive is published on: it can be gone, be slow, and counts what it was asked for."""

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Host:
    """Serves a folder on 127.0.0.1, always at the same address."""

    def __init__(self, folder):
        self.folder = folder
        self.asked = []
        self.slow = 0.0
        host = self

        class Handler(SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                host.asked.append(self.path.lstrip("/"))
                time.sleep(host.slow)
                super().do_GET()

            def end_headers(self):
                self.send_header("Cache-Control", "no-cache")  # else a browser guesses how long a file is good
                super().end_headers()

            def log_message(self, *_):
                pass

        self.handler = partial(Handler, directory=str(folder))
        self.port = 0
        self.start()

    def start(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self.handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
