/// Questions across projects, grants, payments and cases in a large register; bare SQLite beside, which answers the same from plain
/// tables with indexes, without seals, history or names to hide.
///
///     bench_portfolio_scale [folder [projects [cases]]]
///
/// One grant with three lines a project, one payment a case, a plan of 50 actions for every 50 projects, one dialogue of 41 members.
/// Defaults: 100,000 projects and 1,000,000 cases, as many payments.
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <safar/register.hpp>

#include "histories.hpp"

using namespace safar;

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

template <class T> T must(Result<T>&& r) {
  if (!r) {
    std::fprintf(stderr, "%s %s\n", r.error().pointer.c_str(), r.error().message.c_str());
    std::exit(1);
  }
  return std::move(r).value();
}

double resident_mb() {
  std::ifstream f("/proc/self/statm");
  long pages = 0, resident = 0;
  f >> pages >> resident;
  return static_cast<double>(resident) * 4096 / 1e6;
}

/// The peer.
class Plain {
 public:
  explicit Plain(const std::filesystem::path& path) {
    sqlite3_open(path.c_str(), &db_);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-262144;"
        "CREATE TABLE project(n INTEGER PRIMARY KEY, donor TEXT, year TEXT, country TEXT, starts TEXT, ends TEXT, amount INTEGER);"
        "CREATE TABLE payment(n INTEGER PRIMARY KEY, project INTEGER, amount INTEGER, what TEXT, case_id INTEGER);"
        "CREATE TABLE cases(n INTEGER PRIMARY KEY, site TEXT);"
        "CREATE TABLE action(n INTEGER PRIMARY KEY, plan INTEGER, deadline TEXT, done INTEGER);"
        "CREATE TABLE member(country TEXT, since TEXT, until TEXT);"
        "CREATE INDEX p_country ON project(country); CREATE INDEX pay_project ON payment(project); CREATE INDEX c_site ON cases(site); BEGIN");
  }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;
  ~Plain() { sqlite3_close(db_); }
  void run(const std::string& sql) {
    char* why = nullptr;
    if (sqlite3_exec(db_, sql.c_str(), [](void* n, int, char**, char**) { ++*static_cast<std::size_t*>(n); return 0; }, &rows_, &why) != SQLITE_OK) {
      std::fprintf(stderr, "%s\n", why);
      std::exit(1);
    }
  }
  double ask(const std::string& sql, std::size_t& rows) {
    rows_ = 0;
    const auto t = Clock::now();
    run(sql);
    const double s = since(t);
    rows = rows_;
    return s;
  }

 private:
  sqlite3* db_ = nullptr;
  std::size_t rows_ = 0;
};

constexpr const char* donors[] = {"FRA", "ITA", "NLD", "CHE", "NOR", "GBR", "DEU", "BEL", "ESP", "MLT", "POL", "SWE"};
constexpr const char* countries[] = {"MLI", "SEN", "GIN", "NER", "GMB", "CIV", "NGA", "GHA", "MAR", "TUN", "EGY", "KEN", "ETH", "SDN"};
constexpr const char* sites[] = {"ML-BKO-1", "ML-BKO-2", "ML-GAO-1", "ML-KAY-1", "ML-MOP-1"};
constexpr const char* services[] = {"micro_business", "training", "medical_care", "housing", "school_fees"};

std::string hex(std::uint64_t n, char kind) {
  char text[33];
  std::snprintf(text, sizeof text, "%c%015llx%016llx", kind, static_cast<unsigned long long>(n + 1), static_cast<unsigned long long>((n + 1) * 0x9e3779b97f4a7c15ull));
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "/tmp/bench-portfolio";
  const std::size_t projects = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000, cases = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'000;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  RegisterOptions options;
  options.create = true;
  options.office = "BKO";
  options.programme = "ML-JI";
  options.workflow = bench::migration_workflow();
  const std::string guard = "\"pay\": {\"guard\": \"eligibility = \\\"eligible\\\"\", ";
  if (const auto at = options.workflow.find(guard); at != std::string::npos) options.workflow.replace(at, guard.size(), "\"pay\": {");
  options.keys = keys::file(folder / "scale.key");
  Plain plain(folder / "plain.sqlite");
  std::size_t refused = 0;
  {
    auto reg = must(Register::open(folder / "scale.safar", options));
    auto manager = must(reg.session({"bench", "programme_manager", "casework"}));
    auto officer = must(reg.session({"bench", "reviewing_officer", "casework"}));
    std::vector<std::string> batch;
    const auto flush = [&](Session& s) {
      for (const auto& o : must(s.execute_each(batch)))
        if (o.error && refused++ == 0) std::fprintf(stderr, "%s %s\n", o.error->pointer.c_str(), o.error->message.c_str());
      batch.clear();
    };
    const auto fill = [&](const char* what, std::size_t n, Session& s, const std::function<void(std::size_t)>& one) {
      const auto t = Clock::now();
      std::size_t commands = 0;
      for (std::size_t i = 0; i < n; ++i) {
        one(i);
        if (batch.size() >= 20'000 || i + 1 == n) {
          commands += batch.size();
          flush(s);
        }
      }
      std::printf("fill            %zu %s, %zu commands: %.1f s, %.0f commands/s\n", n, what, commands, since(t), static_cast<double>(commands) / since(t));
      std::fflush(stdout);
    };
    fill("projects with a grant each", projects, manager, [&](std::size_t i) {
      const std::string id = hex(i, '1'), grant = hex(i, '2'), year = std::to_string(2005 + i % 15), donor = donors[i % std::size(donors)], country = countries[i / 7 % std::size(countries)];
      batch.push_back(R"({"v":1,"command":"create_project","project":")" + id + R"(","ref":"P-)" + std::to_string(i) + R"(","title":{"en":"Project of the bench"},"starts":")" + year + R"(-03","ends":")" +
                      std::to_string(2007 + i % 15) + R"(-02","parties":[{"role":"donor","country":")" + donor + R"(","amount":"100000.00 EUR"},{"role":"country","country":")" + country + R"("}]})");
      batch.push_back(R"({"v":1,"command":"pledge","grant":")" + grant + R"(","title":{"en":"Grant of the bench"},"donor":{"country":")" + donor + R"("},"project":")" + id + R"(","amount":"100000.00 EUR","pledged_on":")" + year + R"(-01"})");
      batch.push_back(R"({"v":1,"command":"sign_agreement","grant":")" + grant + R"(","signed_on":")" + year + R"(-02"})");
      batch.push_back(R"({"v":1,"command":"set_grant_budget","grant":")" + grant + R"(","decided_on":")" + year + R"(-02","lines":[{"line":"1","amount":"60000.00 EUR"},{"line":"2","amount":"30000.00 EUR"},{"line":"3","amount":"10000.00 EUR"}]})");
      plain.run("INSERT INTO project VALUES(" + std::to_string(i) + ",'" + donor + "','" + year + "','" + country + "','" + year + "-03-01','" + std::to_string(2007 + i % 15) + "-02-28',10000000)");
    });
    fill("plans of 50 actions", projects / 50, manager, [&](std::size_t i) {
      const std::string plan = hex(i, '4');
      batch.push_back(R"({"v":1,"command":"create_plan","plan":")" + plan + R"(","ref":"AP-)" + std::to_string(i) + R"(","title":{"en":"Plan of the bench"},"kind":"action_plan"})");
      for (std::size_t k = 0; k < 50; ++k) {
        const std::string deadline = std::to_string(2010 + (i + k) % 20) + "-06-30";
        batch.push_back(R"({"v":1,"command":"set_action","plan":")" + plan + R"(","action":{"name":")" + std::to_string(k) + R"(","title":{"en":"Action of the bench"},"lead":{"name":"Ministry"},"deadline":")" + deadline + R"("}})");
        plain.run("INSERT INTO action VALUES(" + std::to_string(i * 50 + k) + "," + std::to_string(i) + ",'" + deadline + "',0)");
      }
      batch.push_back(R"({"v":1,"command":"move_plan","plan":")" + plan + R"(","outcome":"adopted","on":"2010-01-10"})");
    });
    fill("dialogue of 41 members", 1, manager, [&](std::size_t) {
      batch.push_back(R"({"v":1,"command":"create_dialogue","ref":"D-1","title":{"en":"Dialogue of the bench"},"kind":"regional_process","established":"2014-11-28"})");
      for (std::size_t i = 0; i < 41; ++i) {
        const std::string country(Country::nth(i).code()), since = i == 40 ? "2016-09-01" : "2014-11-28";
        batch.push_back(R"({"v":1,"command":"join_dialogue","dialogue":"D-1","party":{"country":")" + country + R"("},"role":"member","since":")" + since + R"("})");
        plain.run("INSERT INTO member VALUES('" + country + "','" + since + "','9999')");
      }
      batch.push_back(R"({"v":1,"command":"state_figure","dialogue":"D-1","what":"members","value":40,"on":"2020","source":{"title":"A text of the bench"}})");
    });
    fill("cases", cases, officer, [&](std::size_t i) {
      batch.push_back(R"({"v":1,"command":"apply","case":")" + hex(i, '3') + R"(","site":")" + sites[i % std::size(sites)] + R"(","applied_on":"2018-11-0)" + std::to_string(1 + i % 9) + R"(","persons":[{"given_name":"Awa","nationality":"GIN","sex":"female"}]})");
      plain.run("INSERT INTO cases VALUES(" + std::to_string(i) + ",'" + sites[i % std::size(sites)] + "')");
    });
    fill("payments, one a case", cases, officer, [&](std::size_t i) {
      const std::size_t project = i * 7919 % projects;
      batch.push_back(R"({"v":1,"command":"pay","case":")" + hex(i, '3') + R"(","amount":"12.50 EUR","what_for":")" + services[i % std::size(services)] + R"(","grant":")" + hex(project, '2') + R"(","grant_line":"1","reference":"V-)" + std::to_string(i) + R"("})");
      plain.run("INSERT INTO payment VALUES(" + std::to_string(i) + "," + std::to_string(project) + ",1250,'" + services[i % std::size(services)] + "'," + std::to_string(i) + ")");
    });
    plain.run("COMMIT");
  }
  if (refused) std::printf("refused         %zu commands\n", refused);
  options.create = false;
  auto t = Clock::now();
  auto reg = must(Register::open(folder / "scale.safar", options));
  auto desk = must(reg.session({"bench", "programme_manager", "casework"}));
  const std::string one = hex(7, '2');
  (void)must(desk.check_json(R"({"v":1,"command":"spend","grant":")" + one + R"(","line":"2","amount":"1.00 EUR","paid_on":"2019-01-01"})"));
  std::printf("open            %.1f ms to the first answer about one grant, folded from its own events\n", since(t) * 1e3);
  const double before = resident_mb();
  t = Clock::now();
  (void)must(desk.query(R"({"v":1,"from":"projects","limit":1})"));
  const double load = since(t), events = static_cast<double>(4 * projects + projects / 50 * 52 + 43 + cases);
  std::printf("first view      %.1f s: folds %.0f events of the portfolio, %.1f us each, %.0f MB\n", load, events, load / events * 1e6, resident_mb() - before);
  const auto ask = [&](const char* what, const std::string& query, const std::string& sql) {
    double best = 1e9;
    std::size_t rows = 0, theirs = 0;
    for (int i = 0; i < 3; ++i) {
      const auto begin = Clock::now();
      rows = must(desk.query(query)).rows();
      best = std::min(best, since(begin));
    }
    double peer = 1e9;
    for (int i = 0; i < 3; ++i) peer = std::min(peer, plain.ask(sql, theirs));
    std::printf("%-46s %8.1f ms, %zu rows; bare SQLite %.1f ms, %zu rows: %.2f\n", what, best * 1e3, rows, peer * 1e3, theirs, best / peer);
    std::fflush(stdout);
  };
  ask("total by donor and year", R"({"v":1,"from":"funding","group":["donor","year"],"sum":["amount","spent"]})",
      "SELECT donor, year, sum(amount) a, sum((SELECT sum(amount) FROM payment WHERE project = project.n)) FROM project GROUP BY donor, year");
  ask("projects covering Mali on a day", R"({"v":1,"from":"projects","select":["ref"],"where":[["countries","has","MLI"],["running","=",true]],"valid_on":"2012-06-01"})",
      "SELECT n FROM project WHERE country = 'MLI' AND starts <= '2012-06-01' AND ends >= '2012-06-01'");
  ask("members of a dialogue on a day", R"({"v":1,"from":"members","select":["party"],"where":[["ref","=","D-1"],["role","=","member"],["in_force","=",true]],"valid_on":"2015-06-01"})",
      "SELECT country FROM member WHERE since <= '2015-06-01' AND until > '2015-06-01'");
  ask("its published number beside what is counted", R"({"v":1,"from":"figures","select":["value","counted_least","counted_most","agrees"],"where":[["ref","=","D-1"]]})", "SELECT count(*) FROM member WHERE since <= '2020' AND until > '2020'");
  ask("overdue actions by lead", R"({"v":1,"from":"actions","where":[["overdue","=",true]],"group":["lead"]})", "SELECT count(*) FROM action WHERE deadline < date('now') AND NOT done");
  ask("payments of a grant down to services", R"({"v":1,"from":"payments","where":[["grant","=",")" + one + R"("]],"group":["what_for"],"sum":["charged"]})",
      "SELECT what, sum(amount) FROM payment WHERE project = 7 GROUP BY what");
  ask("who paid for the people of one site", R"({"v":1,"from":"payments","where":[["site","=","ML-GAO-1"]],"group":["donor"],"sum":["charged"]})",
      "SELECT donor, sum(payment.amount) FROM payment JOIN cases ON cases.n = case_id JOIN project ON project.n = project WHERE site = 'ML-GAO-1' GROUP BY donor");
  return 0;
}
