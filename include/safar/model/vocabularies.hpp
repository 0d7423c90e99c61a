#pragma once
/// \file
/// Every code list of the case file with its source and its labels, as fronts show them. Include it where labels are wanted only.
#include <span>

#include <safar/model/codes.hpp>
#include <safar/model/service.hpp>
#include <safar/model/vulnerability.hpp>

namespace safar::inline v0 {
namespace detail {

inline constexpr Term sex_terms[] = {{"female", "Female", "Femme", "أنثى"}, {"male", "Male", "Homme", "ذكر"}, {"other", "Other", "Autre", "آخر"}};
inline constexpr Term relation_terms[] = {{"principal", "Principal applicant", "Demandeur principal", "مقدم الطلب"}, {"spouse", "Spouse", "Conjoint", "زوج"},
    {"child", "Child", "Enfant", "طفل"}, {"parent", "Parent", "Parent", "والد"}, {"sibling", "Sibling", "Frère ou sœur", "أخ أو أخت"}, {"other", "Other", "Autre", "آخر"}};
inline constexpr Term document_terms[] = {{"passport", "Passport", "Passeport", "جواز سفر"}, {"national_id", "National identity card", "Carte nationale d’identité", "بطاقة هوية وطنية"},
    {"ecowas_card", "ECOWAS identity card", "Carte d’identité CEDEAO", "بطاقة هوية الإيكواس"}, {"consular_card", "Consular card", "Carte consulaire", "بطاقة قنصلية"},
    {"laissez_passer", "Laissez-passer", "Laissez-passer", "جواز مرور"}, {"birth_certificate", "Birth certificate", "Acte de naissance", "شهادة ميلاد"}, {"other", "Other", "Autre", "أخرى"}};
inline constexpr Term issuance_terms[] = {{"requested", "Requested", "Demandé", "مطلوب"}, {"interviewed", "Interviewed", "Entretien fait", "أجريت المقابلة"},
    {"nationality_verified", "Nationality verified", "Nationalité vérifiée", "تم التحقق من الجنسية"}, {"issued", "Issued", "Délivré", "صدر"}, {"refused", "Refused", "Refusé", "مرفوض"}, {"expired", "Expired", "Expiré", "منتهي الصلاحية"}};
inline constexpr Term consent_kind_terms[] = {{"explicit", "Explicit", "Explicite", "صريحة"}, {"implicit", "Implicit", "Implicite", "ضمنية"}, {"proxy", "By proxy", "Par procuration", "بالوكالة"}};
inline constexpr Term consent_form_terms[] = {{"written", "Written", "Écrite", "مكتوبة"}, {"oral", "Oral", "Orale", "شفهية"}, {"conduct", "By conduct", "Par le comportement", "بالسلوك"}};
inline constexpr Term consent_giver_terms[] = {{"self", "The person", "La personne", "الشخص نفسه"}, {"parent", "Parent", "Parent", "والد"}, {"guardian", "Guardian", "Tuteur", "وصي"},
    {"relative", "Relative", "Proche", "قريب"}, {"authorised", "Authorised person", "Personne autorisée", "شخص مخول"}};
inline constexpr Term consent_scope_terms[] = {{"return", "Return", "Retour", "العودة"}, {"data_sharing_consulate", "Data to the consulate", "Données au consulat", "مشاركة البيانات مع القنصلية"},
    {"data_sharing_partner", "Data to the partner", "Données au partenaire", "مشاركة البيانات مع الشريك"}, {"follow_up", "Follow-up after return", "Suivi après le retour", "المتابعة بعد العودة"}};
inline constexpr Term mode_terms[] = {{"air", "Air", "Avion", "جواً"}, {"road", "Road", "Route", "براً"}, {"rail", "Rail", "Train", "بالقطار"}, {"sea", "Sea", "Mer", "بحراً"}};
inline constexpr Term leg_stage_terms[] = {{"planned", "Planned", "Prévu", "مخطط"}, {"travelled", "Travelled", "Effectué", "تم"}, {"missed", "Missed", "Manqué", "فائت"}};
inline constexpr Term escort_terms[] = {{"none", "None", "Aucune", "بلا مرافقة"}, {"social", "Social escort", "Accompagnement social", "مرافقة اجتماعية"}, {"medical", "Medical escort", "Accompagnement médical", "مرافقة طبية"},
    {"guardian", "Guardian", "Tuteur", "وصي"}, {"operational", "Operational escort", "Accompagnement opérationnel", "مرافقة تشغيلية"}};
inline constexpr Term transit_terms[] = {{"meet_and_assist", "Meet and assist", "Accueil et assistance", "استقبال ومساعدة"}, {"overnight_stay", "Overnight stay", "Nuitée", "مبيت"},
    {"transit_visa", "Transit visa", "Visa de transit", "تأشيرة عبور"}, {"onward_transport", "Onward transport", "Transport secondaire", "نقل لاحق"}, {"reception", "Reception on arrival", "Accueil à l’arrivée", "استقبال عند الوصول"}};
inline constexpr Term checklist_terms[] = {{"travel_document_received", "Travel document received", "Document de voyage reçu", "استلمت وثيقة السفر"}, {"fit_to_travel", "Fit to travel", "Apte au voyage", "لائق للسفر"},
    {"consent_confirmed", "Consent confirmed", "Consentement confirmé", "تأكدت الموافقة"}, {"briefing_done", "Briefing done", "Briefing fait", "تمت الإحاطة"}};
inline constexpr Term counsel_mode_terms[] = {{"in_person", "In person", "En personne", "حضورياً"}, {"phone", "Telephone", "Téléphone", "هاتف"}, {"video", "Video", "Vidéo", "فيديو"}, {"group", "Group", "Groupe", "جماعي"}, {"helpline", "Helpline", "Ligne d’aide", "خط مساعدة"}};
inline constexpr Term counsel_topic_terms[] = {{"welcome", "Welcome and language", "Accueil et langue", "الترحيب واللغة"}, {"situation", "Status and situation", "Statut et situation", "الوضع والحالة"},
    {"travel_documents", "Travel documents", "Documents de voyage", "وثائق السفر"}, {"legal_financial", "Legal and financial", "Juridique et financier", "قانوني ومالي"}, {"status_specific", "By status", "Selon le statut", "حسب الوضع"},
    {"family", "Family", "Famille", "الأسرة"}, {"vulnerability", "Vulnerability", "Vulnérabilité", "هشاشة"}, {"programme_choice", "Choice of programme", "Choix du programme", "اختيار البرنامج"}};
inline constexpr Term choice_terms[] = {{"yes", "Yes", "Oui", "نعم"}, {"no", "No", "Non", "لا"}, {"still_considering", "Still considering", "Réfléchit encore", "لا يزال يفكر"}};
inline constexpr Term level_terms[] = {{"individual", "Individual", "Individuel", "فردي"}, {"community", "Community", "Communautaire", "مجتمعي"}, {"structural", "Structural", "Structurel", "هيكلي"}};
inline constexpr Term dimension_terms[] = {{"economic", "Economic", "Économique", "اقتصادي"}, {"social", "Social", "Social", "اجتماعي"}, {"psychosocial", "Psychosocial", "Psychosocial", "نفسي اجتماعي"}};
inline constexpr Term service_status_terms[] = {{"planned", "Planned", "Prévu", "مخطط"}, {"ongoing", "Ongoing", "En cours", "جارٍ"}, {"completed", "Completed", "Achevé", "مكتمل"}, {"dropped_out", "Dropped out", "Abandonné", "متروك"}};
inline constexpr Term payment_terms[] = {{"in_kind", "In kind", "En nature", "عيني"}, {"to_provider", "To the provider", "Au prestataire", "لمقدم الخدمة"}, {"bank", "Bank transfer", "Virement bancaire", "تحويل مصرفي"},
    {"mobile_money", "Mobile money", "Argent mobile", "محفظة هاتف"}, {"cash", "Cash", "Espèces", "نقداً"}};
inline constexpr Term referral_terms[] = {{"accepted", "Accepted", "Accepté", "مقبول"}, {"refused", "Refused", "Refusé", "مرفوض"}, {"no_answer", "No answer", "Sans réponse", "بلا رد"}};
inline constexpr Term follow_up_terms[] = {{"visit", "Visit", "Visite", "زيارة"}, {"phone", "Telephone", "Téléphone", "هاتف"}, {"partner_report", "Report of the partner", "Rapport du partenaire", "تقرير الشريك"}, {"survey", "Survey", "Enquête", "استبيان"}, {"group", "Group", "Groupe", "جماعي"}};
inline constexpr Term follow_up_result_terms[] = {{"on_track", "On track", "En bonne voie", "على المسار"}, {"needs_help", "Needs help", "A besoin d’aide", "يحتاج مساعدة"}, {"not_reached", "Not reached", "Injoignable", "تعذر الوصول"},
    {"moved_away", "Moved away", "A déménagé", "انتقل"}, {"migrated_again", "Migrated again", "Reparti en migration", "هاجر مجدداً"}, {"dropped_out", "Dropped out", "A abandonné", "انسحب"}};
inline constexpr Term complaint_terms[] = {{"delay", "Delay", "Retard", "تأخير"}, {"quality", "Quality of the help", "Qualité de l’aide", "جودة المساعدة"}, {"decision", "A decision", "Une décision", "قرار"},
    {"staff_conduct", "Conduct of staff", "Conduite du personnel", "سلوك الموظفين"}, {"exploitation_or_abuse", "Exploitation or abuse", "Exploitation ou abus", "استغلال أو إساءة"},
    {"discrimination", "Discrimination", "Discrimination", "تمييز"}, {"corruption", "Corruption", "Corruption", "فساد"}, {"data_protection", "Data protection", "Protection des données", "حماية البيانات"}, {"other", "Other", "Autre", "أخرى"}};
inline constexpr Term complaint_answer_terms[] = {{"upheld", "Upheld", "Fondée", "مقبولة"}, {"partly_upheld", "Partly upheld", "Partiellement fondée", "مقبولة جزئياً"}, {"not_upheld", "Not upheld", "Non fondée", "غير مقبولة"},
    {"passed_on", "Passed on", "Transmise", "محالة"}, {"withdrawn", "Withdrawn", "Retirée", "مسحوبة"}};
inline constexpr Term overall_terms[] = {{"low", "Low", "Faible", "منخفض"}, {"medium", "Medium", "Moyen", "متوسط"}, {"high", "High", "Élevé", "مرتفع"}, {"critical", "Critical", "Critique", "حرج"}};
inline constexpr Term link_terms[] = {{"merged_into", "Merged into", "Fusionné dans", "دمج في"}, {"merged_from", "Merged from", "Fusionné depuis", "دمج من"}, {"split_into", "Split into", "Séparé vers", "انفصل إلى"}, {"split_from", "Split from", "Séparé de", "انفصل عن"}};
inline constexpr Term no_show_terms[] = {{"ill", "Ill", "Malade", "مريض"}, {"not_found", "Not found", "Introuvable", "لم يعثر عليه"}, {"wanted_time", "Wanted time", "Voulait du temps", "أراد وقتاً"}, {"changed_mind", "Changed their mind", "A changé d’avis", "غير رأيه"},
    {"no_documents", "Without documents", "Sans documents", "بلا وثائق"}, {"no_transport", "Transport failed", "Transport défaillant", "تعطل النقل"}, {"detained", "Detained", "Détenu", "محتجز"}, {"other", "Other", "Autre", "أخرى"}};
inline constexpr Term closing_terms[] = {{"plan_completed", "Plan completed", "Plan achevé", "اكتملت الخطة"}, {"no_reintegration_wanted", "Wants no reintegration help", "Ne souhaite pas d’aide à la réintégration", "لا يريد مساعدة إعادة إدماج"},
    {"changed_mind", "Changed their mind", "A changé d’avis", "غير رأيه"}, {"own_means", "Returned by own means", "Rentré par ses propres moyens", "عاد بوسائله"}, {"other_programme", "Other programme", "Autre programme", "برنامج آخر"},
    {"contact_lost", "Contact lost", "Contact perdu", "انقطع الاتصال"}, {"not_eligible", "Not eligible", "Non éligible", "غير مؤهل"}, {"died", "Died", "Décédé", "متوفى"}, {"entered_twice", "Entered twice", "Saisi deux fois", "مسجل مرتين"}};
inline constexpr Term appeal_terms[] = {{"facts_wrong", "The facts are wrong", "Faits inexacts", "وقائع غير صحيحة"}, {"new_evidence", "New evidence", "Éléments nouveaux", "أدلة جديدة"}, {"rule_misread", "The rule was misread", "Règle mal appliquée", "أسيء تطبيق القاعدة"},
    {"not_heard", "Was not heard", "N’a pas été entendu", "لم يستمع إليه"}, {"hardship", "Hardship", "Situation difficile", "ظروف صعبة"}};
inline constexpr Term document_refusal_terms[] = {{"not_a_national", "Not a national", "Non ressortissant", "ليس من الرعايا"}, {"identity_not_proven", "Identity not proven", "Identité non établie", "هوية غير مثبتة"}, {"no_show", "Did not come", "Absent", "لم يحضر"},
    {"papers_missing", "Papers missing", "Pièces manquantes", "وثائق ناقصة"}, {"no_reason_given", "No reason given", "Sans motif", "بلا سبب"}};

static_assert(labels<Sex>(sex_terms) && labels<Relation>(relation_terms) && labels<DocumentType>(document_terms) && labels<IssuanceStep>(issuance_terms));
static_assert(labels<ConsentKind>(consent_kind_terms) && labels<ConsentForm>(consent_form_terms) && labels<ConsentGiver>(consent_giver_terms) && labels<TravelMode>(mode_terms));
static_assert(labels<LegStage>(leg_stage_terms) && labels<EscortKind>(escort_terms) && labels<TransitHelp>(transit_terms) && labels<ChecklistItem>(checklist_terms));
static_assert(labels<CounselMode>(counsel_mode_terms) && labels<CounselTopic>(counsel_topic_terms) && labels<ReturnChoice>(choice_terms) && labels<Level>(level_terms) && labels<Dimension>(dimension_terms));
static_assert(labels<ServiceStatus>(service_status_terms) && labels<PaymentMethod>(payment_terms) && labels<ReferralAnswer>(referral_terms) && labels<FollowUpKind>(follow_up_terms));
static_assert(labels<FollowUpResult>(follow_up_result_terms) && labels<ComplaintKind>(complaint_terms) && labels<ComplaintAnswer>(complaint_answer_terms) && labels<VulnerabilityOverall>(overall_terms) && labels<LinkKind>(link_terms));

template <const auto& terms> constexpr const Term& term_at(std::size_t i) { return terms[i]; }
template <const auto& rows> constexpr const Term& term_in(std::size_t i) { return rows[i].term; }
template <const auto& terms> constexpr Vocabulary list(std::string_view name, std::string_view doc, std::string_view source) {
  return {name, doc, source, std::size(terms), &term_at<terms>, nullptr};
}

using Said = std::pair<std::string_view, std::string_view>;
constexpr Said more_of_service(std::size_t i, std::size_t n) {
  const auto& r = service_kinds[i];
  return n == 0 ? Said{"dimension", codes(r.dimension)[static_cast<std::size_t>(r.dimension)]} : n == 1 ? Said{"level", codes(r.level)[static_cast<std::size_t>(r.level)]} : Said{};
}
constexpr Said more_of_factor(std::size_t i, std::size_t n) {
  const auto& r = vulnerability_factors[i];
  return n == 0 ? Said{"level", codes(r.level)[static_cast<std::size_t>(r.level)]} : n == 1 ? Said{"side", codes(r.side)[static_cast<std::size_t>(r.side)]} : Said{};
}
constexpr Said more_of_category(std::size_t i, std::size_t n) {
  const auto& r = vulnerability_categories[i];
  return n == 0 ? Said{"iom_avrr", r.iom} : n == 1 ? Said{"recamas", r.recamas} : n == 2 ? Said{"unhcr", r.unhcr} : Said{};
}

inline constexpr Vocabulary vocabulary_table[] = {
    list<sex_terms>("sex", "Sex as stated.", "safar; ISO/IEC 5218 has the same two and two for the rest"),
    list<relation_terms>("relation", "Relation to the principal applicant.", "safar"),
    list<document_terms>("document_type", "Kinds of paper.", "safar, from the papers that West African consulates issue"),
    list<issuance_terms>("issuance_step", "Steps of a travel document through a consulate.", "RECAMAS: Issued, Pending, Rejected; the steps between are safar's"),
    list<consent_kind_terms>("consent_kind", "Kinds of consent.", "IOM Data Protection Manual, 2010"),
    list<consent_form_terms>("consent_form", "How consent was expressed.", "IOM Data Protection Manual, 2010"),
    list<consent_giver_terms>("consent_giver", "Who gave it.", "IOM Data Protection Manual, 2010: relatives and authorised persons by proxy"),
    list<consent_scope_terms>("consent_scope", "What consent covers.", "safar; an agency may name others"),
    list<mode_terms>("travel_mode", "Means of travel.", "safar"),
    list<leg_stage_terms>("leg_stage", "Where a leg stands.", "safar"),
    list<escort_terms>("escort", "Who goes along.", "safar"),
    list<transit_terms>("transit_help", "What is arranged on the way.", "safar"),
    list<checklist_terms>("checklist_item", "The pre-departure checklist of each person.", "after RECAMAS, pre-return checklist"),
    list<counsel_mode_terms>("counsel_mode", "How counselling took place.", "safar"),
    list<counsel_topic_terms>("counsel_topic", "What counselling speaks of.", "after RECAMAS, sections A to H of the counselling questionnaire"),
    list<choice_terms>("return_choice", "What the migrant wants.", "after RECAMAS, choice of programme"),
    {"vulnerability_category", "Categories of vulnerability, with the codes of other lists.", "IOM AVRR statistics; RECAMAS VulnerabilityType; UNHCR specific needs v2", std::size(vulnerability_categories), &term_in<vulnerability_categories>, &more_of_category},
    {"vulnerability_factor", "Risk and protective factors on four levels.", "after IOM, determinants of migrant vulnerability, 2019; the wording is safar's", std::size(vulnerability_factors), &term_in<vulnerability_factors>, &more_of_factor},
    list<overall_terms>("vulnerability_overall", "All factors weighed together.", "safar"),
    list<level_terms>("level", "Levels of reintegration.", "IOM, integrated approach to reintegration, 2017"),
    list<dimension_terms>("dimension", "Dimensions of reintegration.", "IOM, integrated approach to reintegration, 2017"),
    {"service_kind", "Kinds of service by level and dimension; an agency may name others.", "the cells are IOM's (integrated approach, 2017), the kinds safar's", std::size(service_kinds), &term_in<service_kinds>, &more_of_service},
    list<service_status_terms>("service_status", "Where a service stands.", "after BRAC: completed, ongoing, dropout"),
    list<payment_terms>("payment_method", "How something is paid.", "safar"),
    list<referral_terms>("referral_answer", "What came of a referral.", "after Primero: accepted, rejected"),
    list<follow_up_terms>("follow_up_kind", "How a follow-up is made.", "safar"),
    list<follow_up_result_terms>("follow_up_result", "What a follow-up finds.", "after BRAC, with dropping out and migrating again"),
    list<complaint_terms>("complaint_kind", "What a complaint is about.", "safar"),
    list<complaint_answer_terms>("complaint_answer", "What a complaint came to.", "safar"),
    list<link_terms>("case_link", "How cases hang together.", "safar"),
    list<no_show_terms>("no_show_reason", "Why somebody did not come; an agency may name others.", "safar"),
    list<closing_terms>("closing_reason", "Why a case is closed; an agency may name others.", "safar"),
    list<appeal_terms>("appeal_ground", "Grounds of an appeal; an agency may name others.", "safar"),
    list<document_refusal_terms>("document_refusal_reason", "Why a consulate refuses; an agency may name others.", "safar"),
};

}  // namespace detail

/// All of them.
constexpr std::span<const Vocabulary> vocabularies() { return detail::vocabulary_table; }
/// nullptr: none of that name.
constexpr const Vocabulary* find_vocabulary(std::string_view name) {
  for (const auto& v : vocabularies()) if (v.name == name) return &v;
  return nullptr;
}

}  // namespace safar::inline v0
