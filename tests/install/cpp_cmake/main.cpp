/// \file
/// A C++ program that makes a register in the folder that it is given, writes one application and reads it again.
#include <cstdio>
#include <string>

#include <safar/casework/apply.hpp>
#include <safar/register.hpp>

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : ".";
  const std::string path = folder + "/consumer.safar";
  for (const char* tail : {"", ".keys", ".lease", "-wal", "-shm", ".keys-wal", ".keys-shm"}) std::remove((path + tail).c_str());
  std::remove((folder + "/consumer.key").c_str());
  safar::RegisterOptions options;
  options.create = true;
  options.office = "BKO";
  options.programme = "ML-JI";
  options.keys = safar::keys::file(folder + "/consumer.key");
  auto reg = safar::Register::open(path, options);
  if (!reg) return std::fprintf(stderr, "%s\n", reg.error().message.c_str()), 1;
  {
    auto clerk = reg->session({"fatou.d", "intake_clerk", "casework"});
    if (!clerk) return std::fprintf(stderr, "%s\n", clerk.error().message.c_str()), 1;
    safar::Apply apply;
    apply.site = "ML-BKO-1";
    apply.persons.emplace_back();
    apply.persons[0].given_name = "Mariam";
    auto receipt = clerk->execute(apply);
    if (!receipt) return std::fprintf(stderr, "%s\n", receipt.error().message.c_str()), 1;
    auto frame = clerk->query(R"({"v":1,"from":"cases"})");
    if (!frame || frame->rows() != 1) return 1;
    std::printf("act %s, one case\n", receipt->act.c_str());
  }
  return reg->close() ? 0 : 1;
}
