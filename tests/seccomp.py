"""An engine's seccomp profile as the kernel takes it, by the library that engines use."""

from __future__ import annotations

import errno
import json
from ctypes import CDLL, c_uint32, c_void_p
from pathlib import Path

_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_ACTIONS = {"SCMP_ACT_ALLOW": _ALLOW, "SCMP_ACT_ERRNO": _ERRNO | errno.EPERM}
_UNKNOWN = -1


def compiled(profile: Path, program: Path) -> Path:
    """Write the program that a profile comes to; names that this kernel has not are left out."""
    library = CDLL("libseccomp.so.2")
    library.seccomp_init.restype = c_void_p
    said = json.loads(profile.read_text("utf-8"))
    context = c_void_p(library.seccomp_init(c_uint32(_ACTIONS[said["defaultAction"]])))
    for group in said["syscalls"]:
        for name in group["names"]:
            number = library.seccomp_syscall_resolve_name(name.encode())
            action = c_uint32(_ACTIONS[group["action"]])
            if number != _UNKNOWN:
                assert library.seccomp_rule_add_array(context, action, number, 0, None) == 0, name
    with program.open("wb") as file:
        assert library.seccomp_export_bpf(context, file.fileno()) == 0
    library.seccomp_release(context)
    return program
