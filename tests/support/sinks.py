"""A place that records are delivered to, on loopback with TLS: `sinks.py s3|webdav CERTIFICATE KEY FOLDER`.

Says `ready PORT` when it can be used. S3 has the bucket `records`; WebDAV keeps its files in the folder.
"""

import ssl
import sys
import threading
import urllib.request

what, certificate, key, folder = sys.argv[1:]


def s3():
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, application, threaded=True, ssl_context=(certificate, key))
    threading.Thread(target=server.serve_forever).start()
    bucket = urllib.request.Request(f"https://127.0.0.1:{server.server_port}/records", method="PUT")
    # Which credentials somebody has says to moto whose account it is.
    bucket.add_header("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request")
    urllib.request.urlopen(bucket, context=ssl._create_unverified_context()).close()
    return server.server_port


def webdav():
    from cheroot import wsgi
    from cheroot.ssl.builtin import BuiltinSSLAdapter
    from wsgidav.wsgidav_app import WsgiDAVApp

    application = WsgiDAVApp(
        {
            "provider_mapping": {"/": folder},
            "simple_dc": {"user_mapping": {"*": True}},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = wsgi.Server(("127.0.0.1", 0), application)
    server.ssl_adapter = BuiltinSSLAdapter(certificate, key)
    server.prepare()
    threading.Thread(target=server.serve).start()
    return server.bind_addr[1]


print("ready", {"s3": s3, "webdav": webdav}[what](), flush=True)
