#pragma once
// Files of shared/data as rows of cells.
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#ifdef SAFAR_HAS_ZLIB
#include <zlib.h>
#endif

namespace safar::test_data {

/// The whole file, unpacked where it ends in .gz; "" where it is not there (or there is no zlib).
inline std::string text(const std::string& path) {
  std::string full = SAFAR_DATA_DIR;  // appended to piece by piece: g++ 12 warns of its own operator+
  full.append("/").append(path);
  if (!path.ends_with(".gz")) {
    std::ifstream in(full, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return in ? out.str() : "";
  }
  std::string all;
#ifdef SAFAR_HAS_ZLIB
  if (gzFile f = gzopen(full.c_str(), "rb")) {
    char buffer[1 << 16];
    for (int n; (n = gzread(f, buffer, sizeof buffer)) > 0;) all.append(buffer, static_cast<std::size_t>(n));
    gzclose(f);
  }
#endif
  return all;
}

/// Rows of a plain CSV (quotes are taken off, no line ends in cells), the header first, without a byte order mark.
inline std::vector<std::vector<std::string>> csv(const std::string& path) {
  std::string all = text(path);
  if (all.starts_with("\xef\xbb\xbf")) all.erase(0, 3);
  std::vector<std::vector<std::string>> rows;
  std::istringstream in(all);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      else if (c == ',' && !quoted) cells.emplace_back();
      else cells.back() += c;
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace safar::test_data
