#include "store/fixture.hpp"

using namespace store_test;

TEST(StoreLog, GivesBackWhatWasAppended) {
  Folder folder;
  auto log = make(folder);
  EXPECT_EQ(log->office(), "BKO");
  EXPECT_FALSE(log->writer().none());
  const ActOut wrote = write(*log, application(1));
  EXPECT_EQ(wrote.pos, 1);
  EXPECT_EQ(wrote.seq, 1);
  EXPECT_EQ(wrote.name, to_string(log->writer()).substr(0, 8) + "-1");
  ASSERT_EQ(wrote.events.size(), 1u);
  EXPECT_EQ(wrote.events[0].streams.size(), 2u) << "the case and the person; what is counted is not touched";
  EXPECT_EQ(log->act_named(wrote.name).value(), 1);
  EXPECT_EQ(log->act_named("00000000-1").error().code, ErrorCode::not_found);
  EXPECT_EQ(log->act_named("x-1").error().code, ErrorCode::parse);
  EXPECT_EQ(log->act_named(wrote.name + "x").error().code, ErrorCode::parse);
  const ActOut again = log->act(1).value();
  EXPECT_EQ(again.head, wrote.head);
  EXPECT_EQ(again.received, wrote.received);
  EXPECT_EQ(again.events.at(0).body, application(1).events[0].body);
  EXPECT_EQ(again.events[0].streams, wrote.events[0].streams);
  EXPECT_TRUE(again.events[0].boxes.empty());
  EXPECT_EQ(log->act(2).error().code, ErrorCode::not_found);
  EXPECT_NE(wrote.head.find("\"lib\":\"safar "), std::string::npos);
  EXPECT_EQ(wrote.head.find(",\"seen\":{}}"), wrote.head.size() - 11);

  log = nullptr;
  log = open(folder);
  const auto of = log->events_of(person(1), Want::contents | Want::streams).value();
  ASSERT_EQ(of.size(), 1u);
  EXPECT_EQ(of[0].valid, 17'901);
  EXPECT_EQ(of[0].kind, EventKind::apply);
  ASSERT_EQ(of[0].boxes.size(), 4u);
  EXPECT_EQ(of[0].boxes[0].shelf, Shelf::counted);
  EXPECT_EQ(of[0].boxes[1].content, "{\"/given_name\":\"Awa 1\"}");
  EXPECT_EQ(of[0].boxes[3].content, "{\"/trafficked\":false}");
  EXPECT_FALSE(of[0].boxes[1].erased);
  EXPECT_EQ(log->kind_of(person(1)).value(), StreamKind::person);
  EXPECT_EQ(log->kind_of(id(900'000'001)).value(), StreamKind::office_month);
  EXPECT_EQ(log->kind_of(id(5)).value(), std::nullopt);
  EXPECT_EQ(log->version(id(1)).value(), 1);
  EXPECT_EQ(log->version(id(900'000'001)).value(), 0);
  EXPECT_TRUE(log->verify().value().problems.empty());
}

TEST(StoreLog, NothingOpenIsPersonal) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  log->close().value();
  for (const char* end : {"r.safar", "r.safar.keys"}) EXPECT_EQ(bytes_of(folder / end).find("Awa"), std::string::npos);
  EXPECT_NE(bytes_of(folder / "r.safar").find("\"n\":1"), std::string::npos) << "control: what is open is there";
}

TEST(StoreLog, AFactAboutTwoNeedsBothKeys) {
  Folder folder;
  auto log = make(folder);
  ActIn a = application(1);
  a.events[0].boxes = {{person(1), person(2), Shelf::casefile, "{\"/same\":true}"}};
  write(*log, a);
  const auto of = log->events_of(person(2), Want::contents | Want::streams).value();
  ASSERT_EQ(of.size(), 1u);
  EXPECT_EQ(of[0].streams.size(), 3u);
  EXPECT_EQ(of[0].boxes.at(0).content, "{\"/same\":true}");
  EXPECT_EQ(of[0].boxes[0].other, person(2));
  EXPECT_TRUE(log->verify().value().problems.empty());
  log->begin().value();
  log->append(erasure({person(2)})).value();
  log->mark_erased({person(2)}).value();
  log->commit().value();
  EXPECT_TRUE(log->finish_erasure().value().done);
  EXPECT_TRUE(log->events_of(person(1), Want::contents).value().at(0).boxes.at(0).erased);
}

TEST(StoreLog, GroupCommitMakesOneLinkAnAct) {
  Folder folder;
  auto log = make(folder);
  log->begin().value();
  for (unsigned n = 0; n < 50; ++n) log->append(application(n)).value();
  log->commit().value();
  log->begin().value();
  log->append(application(70)).value();
  log->rollback();
  EXPECT_EQ(log->last_event(), 50);
  EXPECT_EQ(write(*log, application(50)).seq, 51);
  EXPECT_EQ(log->kind_of(id(70)).value(), std::nullopt);
  const auto report = log->verify().value();
  EXPECT_EQ(report.acts, 51);
  EXPECT_EQ(report.boxes, 204);
  EXPECT_EQ(report.erased, 0);
  EXPECT_TRUE(report.problems.empty());
  log = open(folder);
  EXPECT_EQ(write(*log, application(51)).seq, 52);
  EXPECT_TRUE(log->verify().value().problems.empty());
}

TEST(StoreLog, TimeNeverGoesBack) {
  Folder folder;
  std::int64_t now = 1'700'000'000'000'000;
  Options o = creating(folder);
  o.clock = [&] { return now; };
  auto log = Log::open(folder / "r.safar", o).value();
  const ActOut first = write(*log, application(1));
  EXPECT_EQ(first.received, now);
  EXPECT_EQ(first.hlc, (now / 1000) << 16);
  now -= 86'400'000'000;
  const ActOut second = write(*log, application(2));
  EXPECT_EQ(second.received, first.received + 1);
  EXPECT_EQ(second.hlc, first.hlc + 1);
  log->close().value();
  o.create = false;
  log = Log::open(folder / "r.safar", o).value();
  log->begin().value();
  now = first.received + 50'000'000;
  const std::int64_t promised = log->next_received();
  EXPECT_EQ(promised, now);
  now += 7;
  EXPECT_EQ(log->append(application(3)).value().received, promised) << "what next_received said is kept";
  log->commit().value();
}

TEST(StoreLog, KnowsARequestAndItsContent) {
  Folder folder;
  auto log = make(folder);
  const ActIn a = application(1);
  const Id made = write(*log, a).request;
  EXPECT_NE(made, a.request);
  EXPECT_EQ(log->act(1).value().request, made);
  EXPECT_FALSE(log->request(id(5), "").value());
  const auto same = log->request(a.request, a.request_content).value();
  ASSERT_TRUE(same);
  EXPECT_EQ(same->act, 1);
  EXPECT_TRUE(same->same);
  EXPECT_FALSE(log->request(a.request, "{\"n\":2}").value()->same);
  log->begin().value();
  EXPECT_EQ(log->append(a).error().code, ErrorCode::exists);
  log->append(application(2)).value();  // the refused act harmed nothing
  log->commit().value();
  log->close().value();
  const std::string bytes = bytes_of(folder / "r.safar");
  EXPECT_EQ(bytes.find(a.request_content + "x"), std::string::npos);
  EXPECT_NE(bytes.find(to_string(made)), std::string::npos) << "control: what the head names can be read";
  EXPECT_EQ(bytes.find(std::string(reinterpret_cast<const char*>(a.request.bytes.data()), 16)), std::string::npos);
  EXPECT_EQ(bytes.find(to_string(a.request)), std::string::npos) << "the caller's id stands nowhere";
}

TEST(StoreLog, RefusesWhatCannotBeAnAct) {
  Folder folder;
  auto log = make(folder);
  EXPECT_EQ(log->append(application(1)).error().code, ErrorCode::invalid_argument) << "no transaction";
  EXPECT_EQ(log->commit().error().code, ErrorCode::invalid_argument);
  write(*log, application(1));
  log->begin().value();
  EXPECT_EQ(log->begin().error().code, ErrorCode::invalid_argument);
  const auto refused = [&](const std::function<void(EventIn&)>& spoil) {
    ActIn a = application(9);
    spoil(a.events[0]);
    const auto r = log->append(a);
    return !r && r.error().code == ErrorCode::invalid_argument;
  };
  EXPECT_TRUE(refused([](EventIn& e) { e.kind = EventKind::none; }));
  EXPECT_TRUE(refused([](EventIn& e) { e.streams[0].id = Id{}; }));
  EXPECT_TRUE(refused([](EventIn& e) { e.streams[0] = {person(1), StreamKind::case_}; })) << "another kind than in the log";
  EXPECT_TRUE(refused([](EventIn& e) { e.streams[0].id = e.boxes[1].subject; })) << "another kind than in the act";
  EXPECT_TRUE(refused([](EventIn& e) { e.boxes[0].shelf = Shelf::open; }));
  EXPECT_TRUE(refused([](EventIn& e) { e.boxes[1].other = e.boxes[1].subject; }));
  EXPECT_TRUE(refused([](EventIn& e) { e.boxes[0].other = person(3); }));
  EXPECT_FALSE(refused([](EventIn&) {})) << "control";
  log->commit().value();
  EXPECT_EQ(log->verify().value().acts, 2);
  EXPECT_TRUE(log->verify().value().problems.empty());
}

TEST(StoreLog, EventsByPositionAndTime) {
  Folder folder;
  std::int64_t now = 1'700'000'000'000'000;
  Options o = creating(folder);
  o.clock = [&] { return now; };
  auto log = Log::open(folder / "r.safar", o).value();
  for (unsigned n = 1; n <= 10; ++n, now += 1'000'000) write(*log, application(n));
  const auto positions = [&](std::int64_t after, std::int64_t before) {
    std::vector<std::int64_t> out;
    log->events(after, before, Want::body, [&](EventOut& e) {
      EXPECT_TRUE(e.streams.empty() && e.boxes.empty());
      out.push_back(e.pos);
      return out.size() < 4;
    }).value();
    return out;
  };
  EXPECT_EQ(positions(0, 0), (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(positions(8, 0), (std::vector<std::int64_t>{9, 10}));
  EXPECT_EQ(positions(0, 1'700'000'002'000'000), (std::vector<std::int64_t>{1, 2})) << "received < before";
  int boxes = 0, opened = 0;
  log->events(0, 0, Want::boxes | Want::streams, [&](EventOut& e) {
    EXPECT_EQ(e.streams.size(), 2u);
    for (const BoxOut& b : e.boxes) ++boxes, opened += b.content.has_value();
    EXPECT_EQ(log->version(e.streams[0].id).value(), 1) << "the log answers inside the callback";
    EXPECT_EQ(log->events_of(e.streams[0].id, Want::contents).value().size(), 1u);
    return true;
  }).value();
  EXPECT_EQ(boxes, 40);
  EXPECT_EQ(opened, 0);
}

TEST(StoreLog, ManyStreamsOfOneEvent) {
  Folder folder;
  auto log = make(folder);
  log->begin().value();
  for (unsigned n = 0; n < 1500; ++n) log->append(application(n)).value();
  ActIn suspend;
  suspend.command = "suspend";
  EventIn e;
  e.kind = EventKind::suspend;
  e.body = "{\"v\":1}";
  for (unsigned n = 0; n < 1500; ++n) e.streams.push_back({id(n), StreamKind::case_});
  suspend.events = {e};
  const ActOut out = log->append(suspend).value();
  log->commit().value();
  EXPECT_EQ(out.events[0].streams.size(), 1500u);
  EXPECT_NE(out.head.find("\"request\":\""), std::string::npos) << "the log made a request id";
  EXPECT_EQ(log->version(id(1499)).value(), 2);
  EXPECT_TRUE(log->verify().value().problems.empty());
}

TEST(StoreLog, ProjectionsSegmentsLookups) {
  Folder folder;
  auto log = make(folder);
  EXPECT_EQ(log->put_projection("cases", {"f", 1}).error().code, ErrorCode::invalid_argument) << "only in a transaction";
  log->begin().value();
  log->append(application(1)).value();
  NowRow row{id(1), "ML-JI", "BKO", "applied", "undecided", "none", "[]", 5, 6, 1, "{\"k\":1}"};
  log->put_now(row).value();
  row.stream = id(77);
  EXPECT_EQ(log->put_now(row).error().code, ErrorCode::not_found);
  log->put_projection("cases", {std::string("f\0g", 3), 1}).value();
  log->put_segment("counted", id(900'000'001), 0, "columns of a month").value();
  log->put_segment("index", Id{}, 3, "index of the register").value();
  EXPECT_EQ(log->put_segment("counted", id(77), 0, "x").error().code, ErrorCode::not_found);
  EXPECT_EQ(log->put_segment("counted", id(900'000'001), 0, std::string(65'537, 'x')).error().code, ErrorCode::too_large);
  const std::string mac = log->mac("safar doc v1", {"passport", "GIN", "A1"});
  EXPECT_EQ(mac.size(), 32u);
  EXPECT_NE(mac, log->mac("safar doc v1", {"passport", "GINA", "1"})) << "parts are framed";
  EXPECT_NE(mac, log->mac("safar doc v2", {"passport", "GIN", "A1"}));
  log->put_lookup(mac, person(1)).value();
  log->commit().value();
  log->close().value();
  EXPECT_EQ(bytes_of(folder / "r.safar").find("columns of a month"), std::string::npos);
  log = open(folder);
  EXPECT_EQ(log->lookup(mac).value(), std::vector<Id>{person(1)});
  EXPECT_TRUE(log->lookup("no").value().empty());
  std::vector<std::pair<std::string, Id>> rows_of_lookup;
  const auto scan = [&] {
    rows_of_lookup.clear();
    log->scan_lookup([&](std::string_view m, const Id& subject) { rows_of_lookup.emplace_back(m, subject); return rows_of_lookup.size() < 3; }).value();
    return rows_of_lookup;
  };
  EXPECT_EQ(log->clear_lookup().error().code, ErrorCode::invalid_argument) << "only in a transaction";
  log->begin().value();
  for (unsigned n : {9u, 8u, 7u}) {
    log->append(application(n)).value();
    log->put_lookup(mac, person(n)).value();
  }
  log->put_lookup(std::string(32, '\0'), person(1)).value();
  EXPECT_EQ(scan(), (std::vector<std::pair<std::string, Id>>{{std::string(32, '\0'), person(1)}, {mac, person(1)}, {mac, person(7)}})) << "by mac, then by id; stopped after three";
  log->clear_lookup().value();
  EXPECT_TRUE(scan().empty());
  log->rollback();
  EXPECT_EQ(scan().size(), 1u);
  EXPECT_EQ(log->derived_id("m", {"2019-01"}), open(folder)->derived_id("m", {"2019-01"}));
  EXPECT_NE(log->derived_id("m", {"2019-01"}), log->derived_id("m", {"2019-02"}));
  const auto now = log->now(id(1)).value();
  ASSERT_TRUE(now);
  EXPECT_EQ(now->state, "{\"k\":1}");
  EXPECT_EQ(now->programme, "ML-JI");
  EXPECT_FALSE(log->now(id(2)).value());
  int rows = 0;
  log->scan_now([&](NowRow& r) { EXPECT_EQ(r.stream, id(1)); return ++rows < 5; }).value();
  EXPECT_EQ(rows, 1);
  EXPECT_EQ(log->projection("cases").value()->fold, std::string("f\0g", 3));
  EXPECT_FALSE(log->projection("plans").value());
  std::vector<std::string> plain;
  for (const char* name : {"counted", "index"})
    log->segments(name, [&](const Id& owner, std::int64_t i, std::string& p) {
      EXPECT_EQ(owner, i == 3 ? Id{} : id(900'000'001));
      plain.push_back(p);
      return true;
    }).value();
  EXPECT_EQ(plain, (std::vector<std::string>{"columns of a month", "index of the register"}));
  log->begin().value();
  log->clear_now().value();
  log->clear_segments("counted").value();
  log->commit().value();
  EXPECT_FALSE(log->now(id(1)).value());
  log->segments("counted", [](const Id&, std::int64_t, std::string&) { ADD_FAILURE(); return true; }).value();
  EXPECT_TRUE(log->verify().value().problems.empty());
}

TEST(StoreLog, KeysSurviveSettlingAndManyPersons) {
  Folder folder;
  auto log = make(folder);
  log->begin().value();
  for (unsigned n = 0; n < 4000; ++n) log->append(application(n)).value();
  log->commit().value();  // 12,001 keys: over the mark for settling
  log->begin().value();
  for (unsigned n = 0; n < 40; ++n) {
    ActIn a = application(n);
    a.request = Id{};
    log->append(a).value();  // known persons: their keys, not new ones
  }
  log->commit().value();
  log->close().value();
  {
    Raw keys(folder / "r.safar.keys");
    EXPECT_EQ(keys.one("SELECT count(*) FROM secret"), "12003");
    Raw main(folder / "r.safar");
    EXPECT_EQ(main.one("SELECT count(*) FROM taken"), "0");
  }
  log = open(folder);
  const auto report = log->verify().value();
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.erased, 0) << "every box opens";
  EXPECT_EQ(report.boxes, 16'160);
}
