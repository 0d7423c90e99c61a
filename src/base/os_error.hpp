#pragma once
/// \file
/// What the operating system's number says to whoever gave a path: why it is, and the way out.
#include <cerrno>
#include <string>
#include <utility>

#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// `what`: "the key file cannot be read"; `remedy`: where the number tells nothing better. A file that is not there, and a path that is
/// none, are the caller's to tell where they mean something of their own.
inline Error os_error(int number, const std::string& what, std::string remedy, ErrorCode code = ErrorCode::io, std::string reason = "io") {
  switch (number) {
    case EMFILE: return fail(ErrorCode::io, what + ": this process has no file handle left", {}, "no_handles", "Close files, or raise the limit (ulimit -n).");
    case ENFILE: return fail(ErrorCode::io, what + ": this machine has no file handle left", {}, "no_handles", "Close programs, or raise the limit (sysctl fs.file-max).");
    case EACCES:
    case EPERM: return fail(code, what + ": permission denied", {}, "no_permission", "Ask for the right to this file and its folder.");
    case EROFS: return fail(code, what + ": the medium is read-only", {}, "read_only_medium", "Use a folder that can be written.");
    case ENOENT: return fail(code, what + ": it is not there", {}, std::move(reason), std::move(remedy));
    case ENOTDIR: return fail(code, what + ": a part of the path is no folder", {}, std::move(reason), std::move(remedy));
    case ELOOP: return fail(code, what + ": it is a link", {}, "linked", "Put a file of its own there.");
    case ENOSPC:
    case EDQUOT: return fail(ErrorCode::io, what + ": the disk is full", {}, "disk_full", "Free some space and try again.");
    case ENOMEM: return fail(ErrorCode::no_memory, what + ": out of memory");
    default: return fail(code, what, {}, std::move(reason), std::move(remedy));
  }
}

}  // namespace safar::inline v0
