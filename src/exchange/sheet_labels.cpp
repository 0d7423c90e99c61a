/// \file
/// The table of labels. A new label or language is a new row; nothing else knows them.
#include "exchange/sheet_labels.hpp"

#include <algorithm>
#include <map>

namespace safar::inline v0::exchange::sheet {
namespace {

/// Phrases of one meaning, parted by "|". Compared by label_key(): case, accents, plurals, "of the", "project" do not matter.
constexpr const char* donor_in_label = "*";  ///< instead of a role
struct Row { Field field; const char* phrases; const char* role = ""; };
using F = Field;
constexpr Row rows[] = {
    {F::title, "title|name|project|intitule|titre|nom|designation|denominacion|titulo|titel|action title|nome|titolo|naslov|projekt|nom du projet|full title|official title|programme title|programme name|predefined project title|pre defined project title|project proposal|titulo completo|projekttitel|projektname|title and number|action fiche for"},
    {F::acronym, "acronym|short name|short title|abbreviation|acronyme|sigle|nom court|titre court|acronimo|projektkurzel|kurztitel"},
    {F::objective, "objective|aim|goal|purpose|objectif|but|finalite|objetivo|ziel|obiettivo|aims and objectives|goals and objectives|objective and purpose|actions and objectives|ziele|scope and objective|scopo|finalita|finalidad|proposito|obiettivi|objetivos"},
    {F::objective, "overall objective|general objective|global objective|overall goal|overall aim|strategic objective|principal objective|objectif general|objectif global|objectif principal|finalite generale|objetivo general|obiettivo generale|obiettivo principale|oberziel|objetivo principal|wider objective|development objective|objectif de developpement|long term objective|obiettivi generali|objetivos generales"},
    {F::objective, "specific objective|immediate objective|purpose and specific objective|objectif specifique|objectif particulier|objetivo especifico|sub objective|project purpose|obiettivo specifico|objectif immediat|objetivo inmediato|projektziel|obiettivi specifici|objetivos especificos"},
    {F::summary, "summary|brief summary|executive summary|resume|synthese|resumen|abstract|zusammenfassung|in brief|short summary|sintesi|summary of the action and its objectives|summary of the action|resume de l'action et de ses objectifs|resume de l'action|kurzbeschreibung|resumen ejecutivo"},
    {F::summary, "description|short description|brief description|project description|description sommaire|breve description|descripcion|beschreibung|presentation|overview|about|apercu|about the action|a propos|descrizione|description of the action|about the programme|projektbeschreibung|activity description|presentation du projet|general description"},
    {F::summary, "background|context|rationale|background and rationale|contexte|justification|contexte et justification|antecedentes|introduction|background information|hintergrund|contesto|contexto|contexte regional|contexte general|ausgangslage|ausgangssituation|regional context|general context|problem statement|antecedentes y contexto|giustificazione"},
    {F::agency, "implementing agency|implementing organisation|implementing organization|implementing institution|implementer|implemented by|executing agency|executing organisation|implementing body|implementation by|implementing entity|responsible organisation|responsible organization|responsible agency|lead agency|lead organisation|lead organization|lead implementer|carried out by|executed by|managed by|agency|agence d'execution|agence de mise en oeuvre|organisme de mise en oeuvre|organisme d'execution|organisation de mise en oeuvre|mis en oeuvre par|mise en oeuvre|execute par|organisme responsable|operateur|maitre d'oeuvre|agencia ejecutora|porteur|organisme porteur|chef de file|entidad ejecutora|organisation responsable|durchfuhrung|durchfuhrungsorganisation|beneficiary organisation|applicant|project holder|structure porteuse|operateur responsable|implementation|lead executing agency|project promoter|promoter|promoteur|contractor|maitre d'ouvrage|maitrise d'ouvrage|organismo ejecutor|agencia implementadora|organizacion ejecutora|ejecutor|implementado por|ente esecutore|ente realizzatore|ente attuatore|ente capofila|capofila|soggetto proponente|proponente|attuatore|realizzato da|durchfuhrer|projekttrager|durchgefuhrt von|umsetzung|lead applicant|lead implementing agency|delivery partner|agence executante|agence chef de file|organisme executant|grantee|responsible institution|lead institution|institution responsable|mise en oeuvre par|realise par|entidades ejecutoras"},
    {F::agency, "implementing partner|partenaire de mise en oeuvre|partenaire d'execution|implementation partner|implementing agency and partner", "implementing partner"},
    {F::partners, "partner|partner organisation|partner organization|partner institution|partner agency|institutional partner|partenaire|partenariat|partnership|socio|in partnership with|in cooperation with|in collaboration with|cooperation partner|cooperating partner|co implementer|stakeholder|institution involved|partner involved|other partner|participating organisation|participating institution|en partenariat avec|en collaboration avec|organisme partenaire|institution partenaire|acteur implique|strategic partner|international partner|operational partner|co beneficiary|entidad socia|contraparte|partner di progetto|ente partner|enti partner|partnerorganisation|projektpartner|kooperationspartner|collaborating institution|collaborating partner|collaborating organisation|contract partner|consortium partner|partenaire technique|partner and stakeholder"},
    {F::partners, "lead partner|coordinating partner|partenaire principal|coordinator|coordinateur|coordinating institution|project coordinator", "lead partner"},
    {F::partners, "national partner|national counterpart|government counterpart|counterpart|national authority|homologue|contrepartie nationale|partenaire national|contrepartie|government partner|partenaire institutionnel|partenaire gouvernemental|contraparte nacional|national stakeholder|political partner", "national counterpart"},
    {F::partners, "local partner|partenaire local|socio local|partner locale|partner locali|lokaler partner|socios locales", "local partner"},
    {F::partners, "associate partner|associated partner|partenaire associe", "associate partner"},
    {F::donors, "donor|donor and contributor|donor country|donor agency|funder|funding|funded by|financed by|co funded by|cofunded by|co financed by|cofinanced by|financing|funding source|source of funding|source of fund|funding agency|funding organisation|funding organization|funding body|funding partner|funding programme|contributor|contribution|financial contributor|sponsor|supported by|with the support of|financial support|co funding|cofinancing|co financing|bailleur|bailleur de fond|bailleur de fonds|donateur|financement|finance par|financeur|cofinance par|cofinancement|co finance par|source de financement|contributeur|partenaire financier|partenaire technique et financier|donante|financiacion|financiado por|geber|finanzierung|finanziert durch|financial partner|donatore|finanziato da|donador|with funding from|avec le soutien de|avec l'appui de|avec l'appui financier de|contribution financiere|soutien financier|commissioned by|contracting authority|financed through|financing instrument|financing source|funding support by|funding instrument|funding scheme|financier|financer|financiador|entidad financiadora|fuente de financiacion|organismo financiador|cofinanciador|cofinanciado por|ente finanziatore|finanziatore|finanziatori|donatori|enti finanziatori|finanziamento|fonte di finanziamento|auftraggeber|finanziert von|finanzierung durch|geldgeber|fordergeber|kofinanzierung|co financeur|cofinanceur|autorite contractante|commanditaire|source of financing|with the financial support of|funded through|sponsored by|financiadores|entidades financiadoras|cofinanciadores"},
    {F::duration, "duration|period|implementation period|time frame|timeframe|timeline|date|project period|project dates|start and end date|start date end date|duree|periode|periode d'execution|periode de mise en oeuvre|calendrier|duracion|periodo|laufzeit|dauer|dates|when|schedule|implementation date|duration and period|period of implementation|periode d'implementation|durata|project duration|term|duree et periode|execution period|funding period|overall term|implementing period|operational period|operational implementation period|indicative operational implementation period|periodo de ejecucion|periodo di attuazione|plazo de ejecucion|projektlaufzeit|projektdauer|zeitraum|duree du financement|duree de mise en oeuvre|duree du programme|programme duration|duration in months|time period|contract period|period covered|period of execution|period of activity"},
    {F::starting, "start|start date|starting date|starting|begin|beginning|beginning date|commencement|date of start|from|debut|date de debut|demarrage|date de demarrage|date de lancement|launch|launch date|inicio|fecha de inicio|started|start of project|date de demarrage effectif|fecha inicio|fecha de comienzo|data di inizio|inizio|data inizio|beginn|startdatum|projektbeginn|actual start date|planned start date|effective start date|date of commencement|commencement date|date debut"},
    {F::ending, "end|end date|ending date|closing date|completion date|completion|date of end|until|planned end|original end date|fin|date de fin|date d'achevement|date de cloture|cloture|echeance|fecha de fin|planned end date|ended|expected completion|prospective end date|fecha de finalizacion|fecha de termino|finalizacion|fecha fin|data di fine|data di conclusione|data fine|enddatum|projektende|expected end date|actual end date|estimated end date|date fin|date de finalisation|date d'echeance|finish date|end of project"},
    {F::extension, "extension|amendment|no cost extension|cost extension|extended until|extended to|revised end date|new end date|prolongation|avenant|prolongation sans cout|prolonge jusqu'au|modification|prorroga"},
    {F::countries, "country|country covered|country involved|target country|beneficiary country|participating country|country of implementation|partner country|partner state|participating state|geographic coverage|geographical coverage|geographic scope|geographical scope|geographical focus|geographic focus|geographical area|geographic area|coverage|location|project location|target area|area|where|pays|pays concerne|pays couvert|pays cible|pays beneficiaire|pays partenaire|pays participant|pays d'intervention|couverture geographique|zone geographique|zone|zone d'intervention|zone beneficiaire|zone beneficiaire de l'action|zone couverte|lieu|localisation|pais|land|lander|paese|country and region|country or region|zone cible|focus country|eligible country|pays de mise en oeuvre|implementation country|implementing country|region country|champ geographique|aire geographique|geographical region|location of the action|country of the action|target location|place of implementation|geographic location|zone benefiting from the action|zone benefitting from the action|zone benefiting from the action location|zone benefitting from the action location|zone beneficiaire de l'action localisation|pays demandeur|requesting country|country of return|country of origin|pays de retour|pays d'origine|etat membre beneficiaire remplissant les conditions requises|eligible member state|benefiting member state|beneficiary member state|cobertura geografica|ambito geografico|pais beneficiario|pais socio|pais de ejecucion|lugar|localizacion|ubicacion|zona geografica|copertura geografica|area geografica|paese d'intervento|paese di intervento|paese beneficiario|paesi|luogo|localita|dove|zielland|einsatzland|partnerland|projektland|beneficiary state|geographical location|paises|paises beneficiarios|paises socios|paises participantes|paesi coinvolti|paesi beneficiari|paesi di intervento"},
    {F::countries, "region|region covered|target region|region concernee|geographical window|area of intervention|regione"},
    {F::activities, "activity|main activity|key activity|planned activity|component|action|project activity|project component|activite|activite principale|activite prevue|composante|volet|actividad|aktivitat|measure|intervention|main action|activities implemented|activite menee|actividad principal|attivita|attivita principali|aktivitaten|massnahme|actions in brief|activity implemented|activite realisee|what does it do|actividades|actividades principales|aktivitaten und ergebnisse"},
    {F::outputs, "output|deliverable|publication|product|document|download|downloads|material|resource|tool|key output|key document|livrable|produit|telechargement|extrant|documentation|report|publications and report|resource and publication|outil|publicacion|factsheet|related document|prodotto|entregable|pubblicazioni|key publication"},
    {F::outputs, "result|expected result|main result|key result|outcome|expected outcome|achievement|main achievement|key achievement|resultat|resultat attendu|principaux resultat|realisation|resultado|ergebnis|impact|resultat obtenu|expected output|produit attendu|estimated result|result to date|main result to date|accomplishment to date|accomplishment|result achieved|risultato|risultato atteso|risultati attesi|risultati|ergebnisse|wirkungen|resultado esperado|resultado previsto|planned result|result so far|achieved result"},
    {F::dialogue, "dialogue|framework|process|migration dialogue|umbrella|parent programme|programme framework|overarching programme|dialogue framework|cadre|processus|related dialogue|programme|program|parent project|cadre politique|policy framework"},
    {F::phase, "phase|stage|etape"},
    {F::pillar, "pillar|thematic pillar|pilier|pilier thematique"},
    {F::predecessor, "predecessor|previous phase|previous project|preceding project|preceded by|follow up to|continuation of|follows|projet precedent|phase precedente|suite de|suite du projet|succede a|earlier phase"},
    {F::successor, "successor|successor project|follow up|follow up project|next phase|followed by|continued by|projet suivant|phase suivante|suite|suivi par|subsequent project"},
    {F::budget, "budget|total budget|overall budget|project budget|cost|total cost|project cost|amount|total amount|value|total value|volume|funding amount|grant amount|estimated cost|montant|montant total|cout|cout total|budget global|enveloppe|presupuesto|costo|importe|kosten|contract value|financial volume|total funding|envelope|budget total|enveloppe financiere|cout estime|montant concerne|budget estime|eligible cost|total eligible cost|size of grant|budget amount|estimated budget|estimated total cost|estimated total budget|indicative budget|award amount|project value|total estimated cost|cost of the action|maximum project grant amount|project grant amount|grant size|montant du programme|montant du projet|montant de la subvention|montant accorde|costo totale|costo complessivo|importo|importo finanziato|bilancio|valore|presupuesto estimado|coste|coste total|monto|monto total|subvencion|gesamtkosten|gesamtbudget|finanzvolumen|auftragsvolumen|projektvolumen|fordersumme|auftragswert|approved amount|financial envelope|eligible cost of the action"},
    // Who pays is in the label itself (names_donor()).
    {F::donors, "eu contribution|ec contribution|eu grant|ec grant|european union contribution|european commission contribution|eu funding|ec funding|eu co financing|ec co financing|eu cofinancing|contribution de l'ue|contribution ue|contribution de l'union europeenne|contribution ce|contribucion de la ue|contributo ue|contributo dell'ue", donor_in_label},
    {F::status, "status|project status|current status|statut|etat|etat d'avancement|estado|stand|situation|implementation status|state of play|fase progetto|stato|stato del progetto|estado del proyecto|projektstatus"},
    {F::contact, "contact|contact person|contact point|contact detail|contact information|focal point|for more information|for further information|further information|more information|information|project manager|responsible person|point focal|personne de contact|personne contact|pour plus d'information|renseignement|contacto|kontakt|point de contact|responsable du projet|contact us|chef de projet|enquiry|ansprechpartner|contatti|contatto|persona de contacto|learn more"},
    {F::website, "website|web site|web|web page|webpage|url|link|internet|homepage|site|site web|site internet|lien|page web|project website|sitio web|weblink|related link|lien internet|online|sitio|sito|sito web|internetseite"},
    {F::other, "target group|beneficiary|direct beneficiary|final beneficiary|target beneficiary|groupe cible|beneficiaire|sector|theme|thematic area|thematic focus|project type|type|reference|project code|project number|project id|contract number|reference number|code|numero|numero de projet|sustainability|lesson learned|methodology|indicator|secteur|thematique|domaine|staff|team|keyword|languages|language|langue|note|remarks|photo|news|last update|updated|programme area|priority|priorite|priorities|population cible|public cible|lot|visibility|evaluation|risk|approach|challenge|approche|defi|enseignement|mots cles|duration type|coordination|group cible|target population|number of beneficiary|domaine thematique|area of work|thematic priority|modalite de mise en oeuvre|implementation modality|related project|modality|target group and beneficiary|beneficiary and target group|beneficiari|destinatari|beneficiarios|zielgruppe|poblacion beneficiaria|focus area|topic|thema|tema|secondary project type|tipo de proyecto|tipo de proyecto secundario|tipo di progetto|type de projet|project category|dac code|code cad|main delivery channel|aid method|method of implementation|aid method method of implementation|methode d'assistance|methode d'assistance modalites de mise en oeuvre|management mode|mode de gestion|outil de financement|date de signature|date de signature de la convention|decision date|signature date|date of signature|date of decision|cris number|decision number|contract reference|prima id|projet id|annee|duty station|management site|managing office|lugar de gestion|directorate federal office responsible|office responsible|project grant rate|grant rate|amount requested|amount requested from the contracting authority|total amount drawn from the trust fund|total amount of eu budget contribution|montant total provenant du fonds fiduciaire|aid modality|titolo originale|priority area|thematic window|implementing arrangement|implementation arrangement|idf region|lot number|couverture|funding rate"},
};

/// Words that labels have or lack as their writer pleases.
bool dropped(View w) {
  for (const View d : {"the", "of", "for", "project", "projet", "proyecto", "projects", "projets", "projekt", "main", "key", "principal", "principaux", "principales", "principale", "du", "de", "des",
                       "la", "le", "les", "l", "d", "and", "et", "a", "s", "total", "totale", "del", "progetto", "progetti", "proyectos", "projekts", "projekte", "dell", "della", "delle", "dei", "degli", "do", "da", "di", "der", "die", "das", "action", "accion", "azione", "include", "includes", "el", "our", "n", "no", "nr", "e", "es", "fiche", "sheet", "proposed", "ies", "y"})
    if (w == d) return true;
  return false;
}

std::string label_key(View phrase) {
  const std::string all = plain_key(phrase);
  std::string out, rest;
  for (std::size_t i = 0; i < all.size();) {
    const auto end = std::min(all.find(' ', i), all.size());
    View w{all.data() + i, end - i};
    i = end + 1;
    const bool digits = w.find_first_not_of("0123456789") == View::npos;
    std::string word(w);
    if (w.size() > 4 && w.ends_with("ies")) word = std::string(w.substr(0, w.size() - 3)) + 'y';
    else if (w.size() > 3 && (w.ends_with('s') || w.ends_with('x'))) word.pop_back();
    std::string& to = digits || dropped(w) ? rest : out;
    if (!to.empty()) to += ' ';
    if (!digits) to += word;
  }
  return out.empty() ? rest : out;
}

const std::map<std::string, int, std::less<>>& table() {
  static const auto made = [] {
    std::map<std::string, int, std::less<>> t;
    int row = 0;
    for (const Row& r : rows) {
      for (View all = r.phrases; !all.empty();) {
        const auto end = std::min(all.find('|'), all.size());
        t.emplace(label_key(all.substr(0, end)), row);
        all.remove_prefix(std::min(end + 1, all.size()));
      }
      ++row;
    }
    // Where every word is one that labels may lack.
    for (const View w : {"project", "projet", "fiche projet", "project sheet", "fiche"}) t.emplace(label_key(w), 0);
    return t;
  }();
  return made;
}

constexpr std::size_t longest = longest_label;

int find_exact(View phrase) {
  if (phrase.empty() || phrase.size() > longest) return -1;
  const std::string key = label_key(phrase);
  const auto it = table().find(key);
  return it == table().end() ? -1 : it->second;
}

}  // namespace

View strip(View s) {
  const auto bare = [](char c) { return c == ' ' || c == '*' || c == '_' || c == ':' || c == '#' || c == '.' || c == '\t'; };
  while (!s.empty() && bare(s.front())) s.remove_prefix(1);
  while (!s.empty() && bare(s.back())) s.remove_suffix(1);
  while (s.ends_with("\xC2\xA0")) { s.remove_suffix(2); while (!s.empty() && bare(s.back())) s.remove_suffix(1); }
  return s;
}

void fill(Label& l, int row, View phrase) {
  l.row = row;
  l.field = rows[row].field;
  l.role = rows[row].role == View{donor_in_label} ? "" : rows[row].role;
  l.names_donor = rows[row].role == View{donor_in_label};
  if (const auto open = phrase.find('('); open != View::npos && l.field == F::budget) {
    View in = phrase.substr(open + 1);
    in = in.substr(0, in.find(')'));
    l.currency = std::string(strip(in.substr(in.starts_with("in ") ? 3 : in.starts_with("en ") ? 3 : 0)));
  }
}

int find_label(View phrase) {
  phrase = strip(phrase);
  if (phrase.empty() || phrase.size() > longest) return -1;
  for (std::size_t i = 0, digits = 0; i < phrase.size(); ++i)  // "Start 2012-12-01 - ..." is no label, "Objective 12" is
    if ((digits = phrase[i] >= '0' && phrase[i] <= '9' ? digits + 1 : 0) > 2) return -1;
  if (const int row = find_exact(phrase); row >= 0) return row;
  if (const auto open = phrase.find('('); open != View::npos && open > 2)
    if (const int row = find_exact(phrase.substr(0, open)); row >= 0) return row;
  for (const char sign : {'/', '&', '|'})  // two labels in one: "Donors / Bailleurs"
    if (const auto at = phrase.find(sign); at != View::npos)
      if (const int row = find_exact(phrase.substr(0, at)); row >= 0) return row;
  return -1;
}

Field field_of(int row) { return row < 0 ? Field::other : rows[row].field; }

View words(Field f) noexcept {
  constexpr View names[] = {"title", "acronym", "objective", "summary", "implementing agency", "partners", "donors", "duration", "start", "end", "extension", "countries", "activities",
                            "outputs", "dialogue", "phase", "pillar", "predecessor", "successor", "budget", "status", "contact", "website", "other"};
  return names[static_cast<std::size_t>(f)];
}

}  // namespace safar::inline v0::exchange::sheet
