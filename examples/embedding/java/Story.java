/** One application, asked for again, and a departure that is refused; everything is freed. Needs JNA. */
public final class Story {
  private static final String CLERK = "{\"actor\":\"fatou.d\",\"role\":\"intake_clerk\",\"purpose\":\"casework\"}";
  private static final String MOVER = "{\"actor\":\"moussa.k\",\"role\":\"movement_officer\",\"purpose\":\"casework\"}";
  // The ids are the host's; without them the library makes some.
  private static final String CASE = "0c000000000000000000000000000001";
  private static final String APPLY =
      "{\"v\":1,\"command\":\"apply\",\"request\":\"8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e\",\"case\":\"" + CASE + "\",\"site\":\"ML-BKO-1\",\"persons\":["
          + "{\"person_id\":\"0d000000000000000000000000000001\",\"given_name\":\"Mariam\",\"nationality\":\"GIN\",\"sex\":\"female\",\"birth\":\"1994\"}]}";
  private static final String QUESTION =
      "{\"v\":1,\"from\":\"cases\",\"where\":[[\"case\",\"=\",\"" + CASE + "\"]],"
          + "\"select\":[\"number\",\"site\",\"journey\",\"applied_on\",\"persons\"]}";
  private static final String DEPART = "{\"v\":1,\"command\":\"depart\",\"case\":\"" + CASE + "\"}";
  private static final int REFUSED = 20; // SAFAR_E_REFUSED

  public static void main(String[] args) throws Exception {
    String folder = args.length > 0 ? args[0] : ".";
    String options =
        "{\"create\":true,\"office\":\"BKO\",\"programme\":\"ML-JI\",\"zone\":\"Africa/Bamako\",\"key_file\":\"" + folder + "/story.key\"}";
    Safar.C.Clock clock = user -> 1542009600000000L; // 2018-11-12, 08:00 UTC
    try (Safar.Register register = new Safar.Register(folder + "/story.safar", options, clock);
        Safar.Session clerk = register.session(CLERK);
        Safar.Session mover = register.session(MOVER)) {
      String receipt = clerk.execute(APPLY);
      // `act` begins with the random name of this register's writer; a word is printed in its place, so that all runs print the same.
      print("receipt " + receipt.replace(Safar.member(receipt, "act"), "(act)"));

      print("json " + clerk.query(QUESTION));
      Safar.Column column = clerk.queryArrow(QUESTION);
      for (String value : column.values) print("arrow " + column.name + " " + value + " of " + column.columns + " columns");

      try {
        mover.execute(DEPART); // nothing is booked
      } catch (Safar.Failure e) {
        if (e.code != REFUSED) throw e;
        print("refused " + e.code); // and nothing was changed
        print("reason " + Safar.member(e.json, "reason"));
        print("field " + Safar.member(e.json, "pointer"));
        print("sentence " + Safar.member(e.json, "en"));
        print("remedy " + Safar.member(e.json, "remedy"));
      }
    }
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
