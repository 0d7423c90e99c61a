/// \file
/// The words. A language more is a word more in each list.
#include "exchange/sheet_words.hpp"

#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "exchange/sheet_text.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

constexpr std::string_view months[] = {
    "january|jan|janvier|janv|enero|januar|ene|gennaio|janeiro", "february|feb|fevrier|fev|fevr|febrero|februar|febr|febbraio|fevereiro", "march|mar|mars|marzo|marz|marco",
    "april|apr|avril|avr|abril|aprile", "may|mai|mayo|maggio|maio", "june|jun|juin|junio|juni|giugno|junho", "july|jul|juillet|juil|julio|juli|luglio|julho",
    "august|aug|aout|agosto|ago", "september|sep|sept|septembre|septiembre|settembre|setembro", "october|oct|octobre|octubre|oktober|okt|ottobre|outubro",
    "november|nov|novembre|noviembre|novembro", "december|dec|decembre|diciembre|dezember|dez|dicembre|dezembro"};

struct Count { std::string_view words; int value; };
constexpr Count counts[] = {{"one|un|une|a", 1}, {"two|deux", 2}, {"three|trois", 3}, {"four|quatre", 4}, {"five|cinq", 5}, {"six", 6}, {"seven|sept", 7}, {"eight|huit", 8}, {"nine|neuf", 9},
                            {"ten|dix", 10}, {"eleven|onze", 11}, {"twelve|douze", 12}, {"thirteen|treize", 13}, {"fourteen|quatorze", 14}, {"fifteen|quinze", 15}, {"sixteen|seize", 16},
                            {"eighteen", 18}, {"twenty|vingt", 20}, {"thirty|trente", 30}, {"forty|quarante", 40}, {"sixty|soixante", 60}};
constexpr Count ordinals[] = {{"first|premier|premiere|i", 1}, {"second|seconde|deuxieme|ii", 2}, {"third|troisieme|iii", 3}, {"fourth|quatrieme|iv", 4}, {"fifth|cinquieme|v", 5}, {"sixth|sixieme|vi", 6},
                              {"seventh|septieme|vii", 7}, {"eighth|huitieme|viii", 8}, {"ninth|neuvieme|ix", 9}, {"tenth|dixieme|x", 10}};

int find(const Count* first, const Count* last, std::string_view key) noexcept {
  for (; first != last; ++first)
    if (one_of(key, first->words)) return first->value;
  return 0;
}

using Set = std::unordered_set<std::string_view>;
Set words_of(std::string_view words) {
  Set out;
  for (;;) {
    const auto bar = words.find('|');
    out.insert(words.substr(0, bar));
    if (bar == words.npos) return out;
    words.remove_prefix(bar + 1);
  }
}

struct Tongue { std::string_view words, code; };
constexpr Tongue tongues[] = {{"ar|ara|arabic|arabe|arabisch", "ar"}, {"en|eng|english|anglais|ingles|englisch|inglese", "en"}, {"fr|fra|fre|french|francais|frances|franzosisch|francese", "fr"},
                              {"de|ger|deu|german|allemand", "de"}, {"es|esp|spa|spanish|espagnol|espanol", "es"}, {"pt|por|portuguese|portugais", "pt"}, {"ru|rus|russian|russe", "ru"},
                              {"it|ita|italian|italien", "it"}, {"tr|tur|turkish|turc", "tr"}, {"uk|ukr|ukrainian", "uk"}, {"sr|serbian|serbe", "sr"}, {"sq|albanian|albanais", "sq"}, {"mk|macedonian", "mk"},
                              {"bs|bosnian", "bs"}, {"ro|romanian", "ro"}, {"hy|armenian|armenien", "hy"}, {"ka|georgian", "ka"}, {"az|azerbaijani", "az"}, {"fa|farsi|persian", "fa"}, {"ps|pashto", "ps"}, {"ur|urdu", "ur"},
                              {"nl|dutch|neerlandais", "nl"}, {"pl|polish|polonais", "pl"}, {"zh|chinese|chinois", "zh"}, {"am|amharic|amharique", "am"}, {"so|somali", "so"}, {"sw|swahili", "sw"}, {"wo|wolof", "wo"},
                              {"cnr|montenegrin", "cnr"}, {"bn|bengali|bangla", "bn"}, {"ti|tigrinya", "ti"}, {"ku|kurdish", "ku"}};

struct Alias { std::string_view keys, code; };
constexpr Alias aliases[] = {
    {"uk|u k|united kingdom of great britain|great britain|royaume uni", "GBR"}, {"us|usa|u s|u s a|united states|united states of america|etats unis|etats unis d amerique", "USA"}, {"uae|emirats arabes unis", "ARE"},
    {"drc|dr congo|d r congo|rdc|democratic republic of congo|rd congo", "COD"}, {"republic of congo|congo brazzaville", "COG"}, {"bih|bosnia|bosnia herzegovina|bosnia and herzegovina|bosnie herzegovine", "BIH"},
    {"fyrom|fyr macedonia|fyr of macedonia|the former yugoslav republic of macedonia|former yugoslav republic of macedonia|macedonia|north macedonia", "MKD"},
    {"kosovo|kosovo unscr 1244|kosovo unscr 1244 1999|kosovo unscr 1244 99|kosovo under unscr 1244|kosovo under unscr 1244 1999|kosovo un scr 1244|kosovo resolution 1244", "XKX"}, {"ivory coast|cote d ivoire", "CIV"}, {"cape verde|cabo verde|cap vert", "CPV"},
    {"palestine|palestinian territories|occupied palestinian territory|occupied palestinian territories|opt|west bank and gaza|territoires palestiniens", "PSE"}, {"russia|russian federation|russie", "RUS"},
    {"moldova|republic of moldova|moldavie", "MDA"}, {"czech republic|czechia|republique tcheque", "CZE"}, {"turkiye|turkey|turquie", "TUR"}, {"car|rca|central african republic", "CAF"}, {"gambia", "GMB"}, {"swaziland", "SWZ"},
    {"republic of korea|south korea|korea", "KOR"}, {"ksa", "SAU"}, {"burma", "MMR"}, {"holland", "NLD"}, {"guinea conakry|guinee conakry", "GIN"}, {"vietnam|viet nam", "VNM"}, {"syria|syrian arab republic|syrie", "SYR"},
    {"libya|libyan arab jamahiriya|libye", "LBY"}, {"iran|islamic republic of iran", "IRN"}, {"tanzania", "TZA"}, {"slovak republic|slovakia", "SVK"}, {"east timor", "TLS"},
    // Names in Italian, Spanish, German that differ from the English and French ones.
    {"albanien", "ALB"}, {"afganistan", "AFG"}, {"algerien", "DZA"}, {"argelia", "DZA"}, {"egitto|egipto|agypten", "EGY"}, {"etiopia|athiopien", "ETH"}, {"alemania|germania|deutschland", "DEU"}, {"austria|osterreich", "AUT"},
    {"belgica|belgio|belgien", "BEL"}, {"bosnien und herzegowina|bosnia ed erzegovina|bosnia y herzegovina", "BIH"}, {"brasil|brasile|brasilien", "BRA"}, {"camerun|kamerun", "CMR"}, {"costa d avorio|costa de marfil|elfenbeinkuste", "CIV"},
    {"chipre|cipro|zypern", "CYP"}, {"croacia|croazia|kroatien", "HRV"}, {"dinamarca|danimarca|danemark", "DNK"}, {"espana|spagna|spanien", "ESP"}, {"estados unidos|stati uniti|vereinigte staaten", "USA"}, {"filipinas|filippine|philippinen", "PHL"},
    {"finlandia|finnland", "FIN"}, {"francia|frankreich", "FRA"}, {"georgien", "GEO"}, {"giordania|jordania|jordanien", "JOR"}, {"grecia|griechenland", "GRC"}, {"haiti", "HTI"}, {"irak", "IRQ"}, {"irlanda|irland", "IRL"}, {"italia|italien", "ITA"},
    {"libano|libanon", "LBN"}, {"libia|libyen", "LBY"}, {"lituania|litauen", "LTU"}, {"lussemburgo|luxemburgo|luxemburg", "LUX"}, {"marruecos|marocco|marokko", "MAR"}, {"mauretanien", "MRT"}, {"mexico|messico|mexiko", "MEX"}, {"moldawien|moldavia", "MDA"},
    {"noruega|norvegia|norwegen", "NOR"}, {"paises bajos|paesi bassi|niederlande", "NLD"}, {"polonia|polen", "POL"}, {"portogallo", "PRT"}, {"reino unido|regno unito|grossbritannien|vereinigtes konigreich", "GBR"}, {"rumania|rumanien", "ROU"},
    {"republica dominicana|repubblica dominicana", "DOM"}, {"serbien", "SRB"}, {"siria|syrien", "SYR"}, {"sudafrica", "ZAF"}, {"suecia|svezia|schweden", "SWE"}, {"suiza|svizzera|schweiz", "CHE"}, {"tunez|tunesien", "TUN"}, {"turquia|turchia|turkei", "TUR"},
    {"tschad|ciad", "TCD"}, {"ucrania|ucraina", "UKR"}, {"ungheria|hungria|ungarn", "HUN"}, {"kenia", "KEN"}, {"dem rep congo|dem rep of the congo|rep dem congo|rep dem du congo", "COD"}};

}  // namespace

unsigned month_of(std::string_view key) noexcept {
  for (unsigned i = 0; i < 12; ++i)
    if (one_of(key, months[i])) return i + 1;
  return 0;
}
int number_word(std::string_view key) noexcept { return find(std::begin(counts), std::end(counts), key); }
int ordinal_word(std::string_view key) noexcept { return find(std::begin(ordinals), std::end(ordinals), key); }

std::string_view language_of(std::string_view key) {
  static const auto known = [] {
    std::unordered_map<std::string_view, std::string_view> out;
    for (const Tongue& t : tongues)
      for (const std::string_view k : words_of(t.words)) out.emplace(k, t.code);
    return out;
  }();
  const auto t = known.find(key);
  return t == known.end() ? std::string_view{} : t->second;
}

std::optional<Country> country_of(std::string_view name, bool codes) {
  if (name.empty() || name.size() > 90) return std::nullopt;
  std::string key = plain_key(name);
  for (const std::string_view article : {"the ", "la ", "le ", "les ", "l "})
    if (key.starts_with(article)) { key.erase(0, article.size()); break; }
  static const auto known = [] {
    std::unordered_map<std::string_view, std::string_view> out;
    for (const Alias& a : aliases)
      for (const std::string_view k : words_of(a.keys)) out.emplace(k, a.code);
    return out;
  }();
  if (const auto a = known.find(key); a != known.end()) return *Country::parse(a->second);
  if (!codes && key.find(' ') == key.npos && key.size() <= 3) return std::nullopt;  // EC is no Ecuador
  if (key.empty()) return std::nullopt;
  const auto c = find_country(name);
  if (c && (c->no_country() || c->none())) return std::nullopt;
  return c;
}

bool is_group(std::string_view key) {
  std::string k(key);
  if (k.starts_with("the ")) k.erase(0, 4);
  while (!k.empty() && (k.back() == ' ' || (k.back() >= '0' && k.back() <= '9'))) k.pop_back();
  for (const std::string_view tail : {" countries", " region", " states", " member", " member states", " partner", " members", " and norway"})
    while (k.size() > tail.size() && k.ends_with(tail)) k.resize(k.size() - tail.size());
  while (!k.empty() && k.front() >= '0' && k.front() <= '9') k.erase(0, k.find(' ') == k.npos ? 1 : k.find(' ') + 1);
  static const Set set = words_of("eu|e u|ue|european union|union europeenne|europe|eea|efta|schengen|schengen area|western balkans|balkans|balkans occidentaux|west balkans|ecowas|cedeao|africa|afrique|north africa|afrique du nord|gulf of guinea|golfe de guinee|north of africa|black sea|danube region|mekong|southern mediterranean|southern neighbourhood|eastern neighbourhood|ukraine and neighbouring|weltweit|mondial|regionale|"
                   "west africa|western africa|afrique de l ouest|east africa|eastern africa|central africa|afrique centrale|southern africa|horn of africa|corne de l afrique|sahel|maghreb|mashreq|sub saharan africa|"
                   "west and central africa|east and horn of africa|afrique subsaharienne|middle east|mena|middle east and north africa|eastern partnership|eap|eastern europe|south eastern europe|southeastern europe|"
                   "south east europe|see|central asia|asie centrale|south asia|south east asia|southeast asia|asia|asie|silk routes|south caucasus|caucasus|euromed|enp|acp|sadc|igad|african union|global|worldwide|"
                   "monde|international|regional|latin america|amerique latine|caribbean|central america|south america|lake chad basin|great lakes|grands lacs|mediterranean|mediterranee|mtm partner|mtm|rabat process|khartoum process|"
                   "budapest process|prague process|balkan|visegrad|benelux|nordic|nordic council|baltic|gulf|gcc|asean|eu and schengen|cis|lac|pacific|african|european|asian|afrique de l ouest et du centre|afrique de l est|moyen orient");
  return !k.empty() && set.count(k) > 0;
}

bool is_institution(std::string_view key) {
  static const Set set = words_of("ministry|ministries|department|directorate|office|agency|agencies|institute|institution|commission|commissariat|centre|center|committee|council|secretariat|fund|federation|foundation|bureau|service|services|"
                     "university|authority|authorities|association|organisation|organization|union|bank|group|division|unit|chamber|academy|police|guard|society|network|inspectorate|government|general|programme|mission|"
                     "ministere|direction|agence|institut|comite|conseil|fonds|fondation|universite|autorite|banque|croix|gouvernement|haut|secretariado|ministerio|delegation|embassy|ambassade|court|parliament|assembly|board|"
                     "facility|trust|corps|ministero|dipartimento|associazione|fondazione|universita|istituto|cooperativa|fondo|fundacion|asociacion|universidad|organizacion|agencia|instituto|alcaldia|verband|behorde|"
                     "administration|ombudsman|prosecutor|ministerium|bundesamt|bundesministerium|caritas|croissant|cross|crescent|prefecture|municipality|commune|region|province|district|city|town");
  return set.count(key) > 0;
}
bool is_theme(std::string_view key) {
  static const Set set = words_of("affairs|affaires|asylum|asile|interior|interieur|home|internal|interieure|foreign|etrangeres|external|european|social|sociales|labour|labor|travail|employment|emploi|family|famille|families|security|securite|"
                     "migration|migrations|immigration|emigration|justice|equality|egalite|trade|commerce|development|developpement|cooperation|health|sante|education|youth|jeunesse|sports|sport|women|femmes|children|child|enfants|enfance|"
                     "integration|integrations|rights|human|humanitarian|refugees|refugee|refugies|returnees|diaspora|diasporas|border|borders|frontieres|citizenship|citoyennete|population|populations|national|nationale|nationality|public|economy|economic|"
                     "finance|finances|industry|tourism|culture|science|research|technology|environment|agriculture|crime|crimes|drugs|drug|trafficking|naturalisation|naturalization|protection|solidarity|solidarite|demography|planning|statistics|"
                     "training|formation|naturalization|settlement|resettlement|reintegration|expatriates|expatriate|abroad|policy|welfare|veterans|transport|energy|communication|information|religious|islamic|local|regional|decentralisation|"
                     "professional|professionnelle|insertion|disabled|persons|displaced|disaster|emergency|overseas|works|services|service|enforcement|customs|citizens|residents|residence|accommodation|rule|law|order|spatial|physical|commonwealth|"
                     "arbeit|soziales|inneres|zusammenarbeit|entwicklung|wirtschaft|wirtschaftliche|fluchtlinge|migrazione|integrazione|asilo|interno|lavoro|politiche|esteri|cooperazione|sviluppo|internazionale|trabajo|"
                     "migraciones|exteriores|asuntos|seguridad|desarrollo|cooperacion|justicia|igualdad|inclusion|giustizia|tax|monitoring|community|communities|innovation|universities|skills|gender|minority|minorities|consular|partnership|partnerships|peace|recherche|cadres|marocains|senegalais|maliens|exterior|exterieur|exterieurs|rural|urban|housing|administration|reform");
  return set.count(key) > 0;
}
bool is_joined_name(std::string_view key) {
  static const Set set = words_of("food and agriculture organization|food and agriculture organisation|save the children|women and children first|doctors and nurses|medecins et soins|united nations office on drugs and crime|"
                     "peace and development foundation|asylum migration and integration fund|asylum and migration fund|rights and security international|truth and justice commission|refugee and migrant council|"
                     "immigration and naturalisation service|foreign commonwealth and development office|foreign and commonwealth office|federal office for migration and refugees|fonds asile migration et integration|fonds asile migration integration|fondo asilo migrazione e integrazione|fondo de asilo migracion e integracion|asyl migrations und integrationsfonds|women and health alliance");
  return set.count(key) > 0;
}

SheetStatusCode status_of(std::string_view key) noexcept {
  using enum SheetStatusCode;
  const auto has = [&](std::string_view words) {
    for (std::size_t i = 0; i < key.size();) {
      const auto stop = key.find(' ', i) == key.npos ? key.size() : key.find(' ', i);
      if (one_of(key.substr(i, stop - i), words)) return true;
      i = stop + 1;
    }
    return false;
  };
  if (has("suspended|suspendu|suspendue|hold")) return suspended;
  if (has("cancelled|canceled|annule|annulee|terminated")) return cancelled;
  if (has("planned|pipeline|prevu|prevue|upcoming|forthcoming|preparation|approved|future|avenir")) return planned;
  if (has("ongoing|cours|corso|ejecucion|curso|laufend|running|active|current|implementation|actif|progress|present|implemented") && !has("completed|finished|closed|past|was|been")) return ongoing;
  if (has("completed|finished|closed|past|termine|terminee|termines|acheve|achevee|acheves|cloture|cloturee|clos|ended|concluded|concluso|conclusa|conclusi|terminado|terminada|cerrado|beendet|finalizada|finalise|finalised|previous|implemented|abgeschlossen|finalizado")) return completed;
  return unknown;
}

bool is_role(std::string_view key) {
  static const Set set = words_of("lead|leader|coordinator|coordination|observer|national|counterpart|partner|implementing|associate|associated|host|beneficiary|chair|co|technical|advisory|subcontractor|homologue|partenaire|observateur|coordinateur|"
                     "coordonnateur|pilote|chef|file|principal|local|appui|technique|contrepartie|nationale|strategic|main|junior|expert|provider|contractor|member|applicant|subgrantee|grantee|lender|trainer|evaluator|until|since|role|"
                     "secretariat|host|hosting|venue|as|the|of|government|operational|joint|supporting|institutional|financial|academic|research|service|support|executing|de|mise|en|oeuvre|and|adviser|advisor|training|partners|et|government");
  return set.count(key) > 0;
}

}  // namespace safar::inline v0::exchange::sheet
