#pragma once
/// \file
/// The sentences of errors, by code and by reason. General ones: they quote nothing and name nobody.
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0::messages {

struct Sentences {
  std::string_view en, fr, ar;
};
struct Code {
  ErrorCode code;
  std::string_view name;
  Sentences sentences;
};
struct Reason {
  std::string_view word;
  Sentences sentences;
};

inline constexpr Sentences unknown{"Something failed.", "Une erreur s'est produite.", "حدث خطأ."};

inline constexpr Code codes[] = {
    {ErrorCode::ok, "ok", {"Done.", "C'est fait.", "تمّ."}},
    {ErrorCode::invalid_argument, "invalid_argument", {"The call itself is wrong; the program must be changed.", "L'appel lui-même est incorrect ; le programme doit être corrigé.", "الاستدعاء نفسه خاطئ؛ يجب تصحيح البرنامج."}},
    {ErrorCode::no_memory, "no_memory", {"There is not enough memory.", "La mémoire est insuffisante.", "الذاكرة غير كافية."}},
    {ErrorCode::internal, "internal", {"The library has a fault; please report it.", "La bibliothèque présente un défaut ; veuillez le signaler.", "في المكتبة خلل؛ يُرجى الإبلاغ عنه."}},
    {ErrorCode::cancelled, "cancelled", {"The work was cancelled.", "L'opération a été annulée.", "أُلغيت العملية."}},
    {ErrorCode::unsupported, "unsupported", {"This is not supported.", "Ceci n'est pas pris en charge.", "هذا غير مدعوم."}},
    {ErrorCode::parse, "parse", {"The text does not have the form that is needed here.", "Le texte n'a pas la forme attendue ici.", "النص ليس بالصيغة المطلوبة هنا."}},
    {ErrorCode::out_of_range, "out_of_range", {"There is no such date or number.", "Cette date ou ce nombre n'existe pas.", "لا يوجد تاريخ أو عدد كهذا."}},
    {ErrorCode::unknown_member, "unknown_member", {"There is no field of this name; check its spelling.", "Aucun champ ne porte ce nom ; vérifiez l'orthographe.", "لا يوجد حقل بهذا الاسم؛ تحقّق من كتابته."}},
    {ErrorCode::missing_member, "missing_member", {"A field that is needed is missing.", "Un champ obligatoire manque.", "حقل مطلوب غير موجود."}},
    {ErrorCode::duplicate_member, "duplicate_member", {"A field is given twice; keep one of them.", "Un champ est donné deux fois ; n'en gardez qu'un.", "ورد حقل مرتين؛ أبقِ على واحد منهما."}},
    {ErrorCode::wrong_type, "wrong_type", {"The value is of the wrong type.", "La valeur n'est pas du bon type.", "القيمة من نوع غير صحيح."}},
    {ErrorCode::too_deep, "too_deep", {"The document is nested too deeply.", "Le document comporte trop de niveaux imbriqués.", "مستويات التداخل في المستند أكثر مما يجوز."}},
    {ErrorCode::too_large, "too_large", {"The input is too large; split it.", "Les données sont trop volumineuses ; divisez-les.", "البيانات أكبر مما يجوز؛ قسّمها."}},
    {ErrorCode::encoding, "encoding", {"The text is not valid UTF-8.", "Le texte n'est pas en UTF-8 valide.", "النص ليس بترميز UTF-8 صحيح."}},
    {ErrorCode::unknown_code, "unknown_code", {"The list has no such code.", "Ce code ne figure pas dans la liste.", "هذا الرمز غير موجود في القائمة."}},
    {ErrorCode::refused, "refused", {"The workflow does not allow this now.", "Le processus ne le permet pas actuellement.", "لا يسمح مسار العمل بهذا الآن."}},
    {ErrorCode::needs, "needs", {"This cannot be decided: facts are missing.", "La décision est impossible : des informations manquent.", "لا يمكن اتخاذ القرار: هناك معلومات ناقصة."}},
    {ErrorCode::not_permitted, "not_permitted", {"This role or purpose does not permit it.", "Ce rôle ou cette finalité ne l'autorise pas.", "هذا الدور أو هذا الغرض لا يجيز ذلك."}},
    {ErrorCode::stale, "stale", {"Somebody has changed this since you read it; read it again.", "Ces données ont changé depuis votre lecture ; relisez-les.", "تغيّرت هذه البيانات منذ أن قرأتها؛ أعد قراءتها."}},
    {ErrorCode::expectation, "expectation", {"What would be done is not what was expected; look at the preview again.", "Le résultat ne serait pas celui attendu ; revoyez l'aperçu.", "ما سيُنفَّذ ليس ما كان متوقعًا؛ راجع المعاينة من جديد."}},
    {ErrorCode::request_reused, "request_reused", {"This request number was already used for another command.", "Ce numéro de requête a déjà servi à une autre commande.", "استُعمل رقم الطلب هذا من قبل لأمر آخر."}},
    {ErrorCode::not_found, "not_found", {"It was not found.", "Introuvable.", "لم يُعثر عليه."}},
    {ErrorCode::exists, "exists", {"It exists already.", "Cela existe déjà.", "هذا موجود بالفعل."}},
    {ErrorCode::lint, "lint", {"The workflow, mapping or list has a mistake and cannot be loaded.", "Le processus, la correspondance ou la liste contient une erreur et ne peut être chargé.", "في مسار العمل أو جدول المطابقة أو القائمة خطأ، ولا يمكن التحميل."}},
    {ErrorCode::io, "io", {"The file cannot be read or written.", "Le fichier ne peut être ni lu ni écrit.", "تتعذّر قراءة الملف أو الكتابة فيه."}},
    {ErrorCode::busy, "busy", {"Another program is writing to the register; try again soon.", "Un autre programme écrit dans le registre ; réessayez bientôt.", "برنامج آخر يكتب في السجل؛ أعد المحاولة بعد قليل."}},
    {ErrorCode::corrupt, "corrupt", {"The data are damaged; restore a backup and report it.", "Les données sont endommagées ; restaurez une sauvegarde et signalez-le.", "البيانات تالفة؛ استعد نسخة احتياطية وأبلغ عن ذلك."}},
    {ErrorCode::key, "key", {"The key is missing or wrong.", "La clé manque ou n'est pas la bonne.", "المفتاح مفقود أو غير صحيح."}},
    {ErrorCode::newer, "newer", {"This was written by a newer version; update the program.", "Ceci a été écrit par une version plus récente ; mettez le programme à jour.", "كُتب هذا بإصدار أحدث؛ حدّث البرنامج."}},
    {ErrorCode::erased, "erased", {"These data were erased.", "Ces données ont été effacées.", "مُحيت هذه البيانات."}},
    {ErrorCode::closed, "closed", {"The register is closed; open it again.", "Le registre est fermé ; rouvrez-le.", "السجل مغلق؛ افتحه من جديد."}},
};

inline constexpr Reason reasons[] = {
    {"held", {"The case is on hold; the hold must be reviewed first.", "Le dossier est suspendu ; la suspension doit d'abord être examinée.", "الملف معلَّق؛ يجب النظر في التعليق أولًا."}},
    {"not_in_state", {"The case is not at the stage where this can be done.", "Le dossier n'est pas à l'étape qui permet cette action.", "الملف ليس في المرحلة التي تسمح بهذا الإجراء."}},
    {"wrong_role", {"Another role must do this.", "Cette action relève d'un autre rôle.", "هذا الإجراء من صلاحية دور آخر."}},
    {"guard_false", {"A condition for this step is not met.", "Une condition de cette étape n'est pas remplie.", "أحد شروط هذه الخطوة غير مستوفى."}},
    {"guard_unknown", {"A condition for this step cannot be checked: facts are missing.", "Une condition de cette étape ne peut être vérifiée : des informations manquent.", "لا يمكن التحقق من أحد شروط هذه الخطوة: هناك معلومات ناقصة."}},
    {"reason_required", {"Give a reason for this step.", "Indiquez le motif de cette étape.", "اذكر سبب هذه الخطوة."}},
    {"unknown_outcome", {"This step has no such outcome.", "Cette étape ne connaît pas ce résultat.", "ليست هذه من النتائج الممكنة لهذه الخطوة."}},
    {"not_in_workflow", {"The workflow does not have this step.", "Le processus ne prévoit pas cette étape.", "لا يتضمّن مسار العمل هذه الخطوة."}},
    {"stale", {"Somebody has changed the case since you read it; read it again.", "Le dossier a changé depuis votre lecture ; relisez-le.", "تغيّر الملف منذ أن قرأته؛ أعد قراءته."}},
    {"expectation", {"The cases are not those of the preview; look at it again.", "Les dossiers ne sont pas ceux de l'aperçu ; revoyez-le.", "الملفات ليست تلك التي ظهرت في المعاينة؛ راجعها من جديد."}},
    {"request_reused", {"This request number was already used for another command.", "Ce numéro de requête a déjà servi à une autre commande.", "استُعمل رقم الطلب هذا من قبل لأمر آخر."}},
    {"busy", {"Another program is writing to the register; try again soon.", "Un autre programme écrit dans le registre ; réessayez bientôt.", "برنامج آخر يكتب في السجل؛ أعد المحاولة بعد قليل."}},
    {"erased", {"The data of this person were erased.", "Les données de cette personne ont été effacées.", "مُحيت بيانات هذا الشخص."}},
    {"case_closed", {"The case is closed; reopen it first.", "Le dossier est clos ; rouvrez-le d'abord.", "الملف مُغلق؛ أعد فتحه أولًا."}},
    {"consent_missing", {"The person has not consented to this.", "La personne n'y a pas consenti.", "لم يوافق الشخص على ذلك."}},
    {"no_such_case", {"There is no such case.", "Ce dossier n'existe pas.", "لا يوجد ملف كهذا."}},
    {"no_such_person", {"There is no such person.", "Cette personne n'existe pas.", "لا يوجد شخص كهذا."}},
    {"figures_only", {"This role or purpose reads figures, not single cases or persons.", "Ce rôle ou cette finalité ne donne accès qu'aux chiffres, pas aux dossiers ni aux personnes.", "هذا الدور أو هذا الغرض يتيح قراءة الأرقام فقط، لا الملفات ولا الأشخاص."}},
    {"clock_jumped", {"The clock is more than 400 days after the last act; set it right, or say that it is.", "L'horloge est en avance de plus de 400 jours sur le dernier acte ; réglez-la, ou confirmez qu'elle est juste.", "الساعة متقدمة بأكثر من 400 يوم عن آخر إجراء؛ اضبطها، أو أكّد أنها صحيحة."}},
    {"clock_wrong", {"The clock of this machine is wrong; set it right.", "L'horloge de cet ordinateur est fausse ; réglez-la.", "ساعة هذا الجهاز خاطئة؛ اضبطها."}},
};

}  // namespace safar::inline v0::messages
