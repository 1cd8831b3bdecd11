"""What host threads pay that publish at the same time: bench/inside/publishers_bench.cpp, with one viewer of the load client."""
import collections

from figure import Sample
from inside_host import with_viewers


class Publishers(collections.namedtuple("Publishers", "kind threads")):
    """kind: "topic" or "latest"."""

    def measure(self, build, pace):
        command = [f"{build}/bin/publishers_bench", self.kind, str(self.threads), str(pace.seconds)]
        runs = [with_viewers(build, command, 1) for _ in range(pace.rounds)]
        return {"ours": Sample([run["publish_ns"] for run in runs]), "the loop": Sample([run["others_ns"] for run in runs])}
