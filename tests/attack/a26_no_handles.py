"""A program has no handles left (or the machine none): what it is told sends its keeper to put back keys or to restore a sound register."""

import os
import resource

import attack_desk as desk

WRONG = ("not there", "Put it back", "damaged", "Restore", "restore", "empty", "cut short", "is another", "not a register")


def attack(sf, folder):
    path = desk.make(sf, folder / "home")
    key = path.with_name("office.key")
    found, soft, hard = [], *resource.getrlimit(resource.RLIMIT_NOFILE)

    def opens():
        with sf.Register.open(path, keys=key) as register:
            desk.act(sf, register)

    def reads():
        with sf.Register.open(path, keys=key, read_only=True) as register, register.session("a.1", "auditor", "audit") as s:
            s.verify()

    def makes():
        with sf.Register.create(folder / "home" / "new.safar", office="BKO", keys=folder / "home" / "new.key") as register:
            desk.act(sf, register)

    def copies():
        with sf.Register.open(path, keys=key, read_only=True) as register, register.session("a.1", "auditor", "audit") as s:
            s.snapshot(str(folder / "home" / "copy.safar"))

    for call in (opens, reads, makes, copies):
        went = False
        for spare in range(40):
            resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) - 1 + spare, hard))
            try:
                call()
                went = True
            except sf.SafarError as error:
                if any(w in f"{error} {error.remedy}" for w in WRONG) or error.name in ("key", "corrupt", "not_found"):
                    found.append(f"{call.__name__} with {spare} handles: {error.name}: {error}")
            except OSError:
                pass  # Python's own
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            if went:
                break
        if not went:
            found.append(f"{call.__name__} does not go with 40 handles")
    if desk.applications(sf, path) < 2:
        found.append("the register was sound, and is not any more")
    return found


UNMENDED = [("src/base/os_error.hpp", "    case EMFILE: return fail(ErrorCode::io, what + \": this process has no file handle left\", {}, \"no_handles\", \"Close files, or raise the limit (ulimit -n).\");\n", "")]
