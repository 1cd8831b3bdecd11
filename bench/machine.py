"""The machine measured on, and what else it did meanwhile: without that a figure says little."""
import os
import platform
import re
import resource

TICKS = os.sysconf("SC_CLK_TCK")


def describe():
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        model = re.search(r"^model name\s*:\s*(.*)$", file.read(), re.MULTILINE)
    with open("/proc/meminfo", encoding="ascii") as file:
        kib = int(re.search(r"^MemTotal:\s*(\d+)", file.read(), re.MULTILINE)[1])
    return {"cores": os.cpu_count(), "cpu": model[1] if model else platform.machine(), "memory_gib": round(kib / (1 << 20), 1),
            "kernel": f"{platform.system()} {platform.release()}"}


class Beside:
    """How many cores others kept busy between its making and `cores()`, those that the hypervisor took away among them."""

    def __init__(self):
        self.begin = self.read()

    @staticmethod
    def read():
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system, idle, waiting, hard, soft, stolen = (int(word) / TICKS for word in file.readline().split()[1:9])
        busy = user + nice + system + hard + soft + stolen
        own = sum(getattr(resource.getrusage(who), field) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
                  for field in ("ru_utime", "ru_stime"))
        return busy - own, (busy + idle + waiting) / os.cpu_count()

    def cores(self):
        others, seconds = (now - before for now, before in zip(self.read(), self.begin))
        return max(0.0, others / seconds) if seconds > 0 else 0.0
