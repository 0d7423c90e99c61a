#pragma once
/// \file
/// Services of reintegration: the kinds on three levels and three dimensions, and where one of a plan stands.
#include <string>

#include <safar/base/describe.hpp>
#include <safar/model/codes.hpp>
#include <safar/model/vocabulary.hpp>

namespace safar::inline v0 {

/// A service of a case's plan.
struct ServiceState {
  std::string kind{};
  Known<Level> level{};
  Known<Dimension> dimension{};
  ServiceStatus status{};
  static constexpr std::string_view type_name = "service_state", type_doc = "Where a service of a plan stands.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "kind", &ServiceState::kind, Shelf::open, "Kind of service.");
    v(2, "level", &ServiceState::level, Shelf::open, "individual, community, structural.");
    v(3, "dimension", &ServiceState::dimension, Shelf::open, "economic, social, psychosocial.");
    v(4, "status", &ServiceState::status, Shelf::open, "planned, ongoing, completed, dropped_out.");
  }
  friend bool operator==(const ServiceState&, const ServiceState&) = default;
};

struct ServiceRow {
  Term term{};
  Level level{};
  Dimension dimension{};
};
/// Kinds of service, by the place that each has in IOM's integrated approach to reintegration (three levels, three dimensions: IOM 2017,
/// Reintegration Handbook 2019). The cells are IOM's, the list of kinds is safar's own; an agency may name others.
inline constexpr ServiceRow service_kinds[] = {
    {{"micro_business", "Micro-business", "Micro-entreprise", "مشروع صغير"}, Level::individual, Dimension::economic},
    {{"vocational_training", "Vocational training", "Formation professionnelle", "تدريب مهني"}, Level::individual, Dimension::economic},
    {{"job_placement", "Job placement", "Placement en emploi", "توظيف"}, Level::individual, Dimension::economic},
    {{"agriculture_kit", "Agriculture kit", "Kit agricole", "عدة زراعية"}, Level::individual, Dimension::economic},
    {{"financial_literacy", "Financial literacy", "Éducation financière", "تثقيف مالي"}, Level::individual, Dimension::economic},
    {{"medical_follow_up", "Medical follow-up", "Suivi médical", "متابعة طبية"}, Level::individual, Dimension::social},
    {{"housing", "Housing", "Logement", "سكن"}, Level::individual, Dimension::social},
    {{"schooling", "Schooling", "Scolarité", "تعليم مدرسي"}, Level::individual, Dimension::social},
    {{"legal_help", "Legal help", "Aide juridique", "مساعدة قانونية"}, Level::individual, Dimension::social},
    {{"civil_documents", "Civil documents", "Documents d’état civil", "وثائق مدنية"}, Level::individual, Dimension::social},
    {{"child_care", "Child care", "Garde d’enfants", "رعاية الأطفال"}, Level::individual, Dimension::social},
    {{"counselling", "Psychosocial counselling", "Conseil psychosocial", "إرشاد نفسي اجتماعي"}, Level::individual, Dimension::psychosocial},
    {{"mental_health_care", "Mental health care", "Soins de santé mentale", "رعاية الصحة النفسية"}, Level::individual, Dimension::psychosocial},
    {{"family_mediation", "Family mediation", "Médiation familiale", "وساطة أسرية"}, Level::individual, Dimension::psychosocial},
    {{"community_project", "Community project", "Projet communautaire", "مشروع مجتمعي"}, Level::community, Dimension::economic},
    {{"cooperative", "Cooperative", "Coopérative", "تعاونية"}, Level::community, Dimension::economic},
    {{"community_facility", "Community facility", "Équipement communautaire", "مرفق مجتمعي"}, Level::community, Dimension::social},
    {{"support_group", "Support group", "Groupe de soutien", "مجموعة دعم"}, Level::community, Dimension::psychosocial},
    {{"awareness", "Awareness in the community", "Sensibilisation communautaire", "توعية مجتمعية"}, Level::community, Dimension::psychosocial},
    {{"labour_market_partnership", "Labour-market partnership", "Partenariat pour l’emploi", "شراكة في سوق العمل"}, Level::structural, Dimension::economic},
    {{"referral_to_public_service", "Referral to a public service", "Orientation vers un service public", "إحالة إلى خدمة عامة"}, Level::structural, Dimension::social},
    {{"training_of_providers", "Training of service providers", "Formation des prestataires", "تدريب مقدمي الخدمات"}, Level::structural, Dimension::psychosocial},
};
/// The row of a kind; nullptr for an agency's own. O(kinds).
constexpr const ServiceRow* find_service(std::string_view kind) {
  for (const auto& row : service_kinds) if (row.term.code == kind) return &row;
  return nullptr;
}

}  // namespace safar::inline v0
