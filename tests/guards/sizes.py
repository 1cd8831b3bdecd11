"""Bytes: of frames, and of the client. Measured as `make bench` measures them."""
import programs

FRAMES = {
    "counter_event": programs.event_bytes("/counter", "inc"),
    "cell_of_1000_rows": programs.event_bytes("/table?rows=1000", "touch"),
    "prepend_to_10000_rows": programs.event_bytes("/table?rows=10000", "prepend"),
    "join_after_1000_rows": programs.join_bytes("/table?rows=1000"),
}


def frames(build):
    return {f"frames.{name}": (measure(build, None).ours.figure, "bytes") for name, measure in FRAMES.items()}


def client(_):
    return {"client.first_load": (programs.client_size().ours.figure * 1024, "gzip-bytes")}
