"""At which station of a request's path a function stands: the folder of src/ it was compiled in; of others, what they are for."""
import glob
import re
import subprocess

KERNEL = re.compile(r"^(?:__x64_sys|__do_sys|__sys|do)_(\w+)$")
CALLS = {"recv": "recvfrom recvmsg read readv", "send": "sendto sendmsg write writev sendmmsg",
         "epoll_wait": "epoll_wait epoll_pwait epoll_pwait2", "accept and close": "accept4 accept close epoll_ctl setsockopt shutdown socket"}
CALL_OF = {name: station for station, names in CALLS.items() for name in names.split()}
MEMORY = re.compile(r"malloc|calloc|realloc|free|_int_|^_Znwm|^_Znam|^_Zdl|^_Zda|unlink_chunk|tcache|sysmalloc")
COPYING = re.compile(r"^_*mem|^_*str(len|cmp|ncmp|chr)|evex|avx")
FIRST_NAME = re.compile(r"6golive(\d+)(\w+)")


def folders(build):
    """Mangled name of each function of the library: its folder. A template that several folders use is told by the namespace in its name."""
    found = {}
    for path in sorted(glob.glob(f"{build}/CMakeFiles/golive_*.dir/src/*/**/*.o", recursive=True)):
        folder = path.split("/src/", 1)[1].split("/", 1)[0]
        for line in subprocess.run(["nm", path], capture_output=True, text=True, check=True).stdout.splitlines():
            kind, name = line.split()[-2:]
            if kind in "TtWV":
                found.setdefault(name, set()).add(folder)
    return {name: where.pop() for name, where in found.items() if len(where) == 1}


class Names:
    def __init__(self, build):
        self.folders = folders(build)
        self.known = set(self.folders.values())

    def of_user(self, symbol, library):
        if symbol in self.folders:
            return self.folders[symbol]
        if "libcrypto" in library or "libssl" in library:
            return "libcrypto"
        if MEMORY.search(symbol):
            return "allocation"
        if COPYING.search(symbol):
            return "copying, comparing"
        namespace = FIRST_NAME.search(symbol)
        if namespace and namespace[2][: int(namespace[1])] in self.known:
            return namespace[2][: int(namespace[1])]
        if "boost5beast" in symbol:
            return "http"
        if "libc" in library or "libstdc++" in library or "vdso" in library:
            return "C and C++ library"
        return "component" if symbol.startswith("_Z") or symbol.startswith("main") else "other"

    @staticmethod
    def of_kernel(symbols):
        """By the system call at the root of the stack, leaf first."""
        for symbol in reversed(symbols):
            found = KERNEL.match(symbol)
            if found and found[1] in CALL_OF:
                return f"kernel: {CALL_OF[found[1]]}"
        return "kernel: other"
