//! The closed vocabularies of the output: measure codes, families, roles, levels and the like.
//!
//! Every enum has `ALL`, `FromStr` and `Display` (the code that the JSON carries) and labels in Chinese and English.

use crate::error::Error;

/// Makes one code enum from rows of `Variant = "code", "中文", "English"`.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name {
            $(#[doc = concat!($en, " (", $zh, "): `", $code, "`.")]
            $(#[$doc])*
            #[cfg_attr(feature = "serde", serde(rename = $code))]
            $variant,)+
        }

        impl $name {
            /// Every value, in the order in which the values compare.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code that the JSON output carries.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The Chinese term.
            #[must_use]
            pub const fn label_zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),+ }
            }

            /// The English term.
            #[must_use]
            pub const fn label_en(self) -> &'static str {
                match self { $(Self::$variant => $en),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;
            fn from_str(s: &str) -> Result<Self, Error> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|v| v.code() == s)
                    .ok_or_else(|| Error::unknown_code(stringify!($name), s))
            }
        }
    };
}

codes! {
    /// The family of a measure: which body of rules it belongs to.
    ///
    /// ```
    /// use tongbao::{Family, Measure};
    /// assert_eq!(Measure::PartyWarning.family(), Family::Party);
    /// assert_eq!("party".parse::<Family>().unwrap().label_zh(), "党纪处分");
    /// ```
    Family {
        Party = "party", "党纪处分", "party sanction";
        Government = "government", "政务处分", "government sanction";
        Organizational = "organizational", "组织处理", "organisational measure";
        Financial = "financial", "经济处理", "financial measure";
        Procedure = "procedure", "程序措施", "procedural step";
        Sentence = "sentence", "刑罚", "criminal sentence";
        AdministrativePenalty = "administrative_penalty", "行政处罚", "administrative penalty";
        Statistics = "statistics", "统计", "statistics only";
        Other = "other", "其他", "other";
    }
}

codes! {
    /// The code of a measure (措施). Within a family, later means more severe.
    ///
    /// The party sanctions follow 《中国共产党纪律处分条例》 (2023) article 8, the government sanctions
    /// 《公职人员政务处分法》 article 7, the sentences 《刑法》 articles 33 and 34.
    ///
    /// ```
    /// use tongbao::Measure;
    /// let m: Measure = "gov_demerit".parse().unwrap();
    /// assert_eq!(m.label_zh(), "政务记过");
    /// assert!(m < Measure::GovMajorDemerit);
    /// ```
    #[non_exhaustive]
    Measure {
        PartyUnspecified = "party_unspecified", "党纪处分", "party sanction, unspecified";
        PartyWarning = "party_warning", "党内警告", "party warning";
        PartySeriousWarning = "party_serious_warning", "党内严重警告", "serious party warning";
        PartyPostRemoval = "party_post_removal", "撤销党内职务", "removal from party posts";
        PartyProbation = "party_probation", "留党察看", "probation within the party";
        PartyExpulsion = "party_expulsion", "开除党籍", "expulsion from the party";
        GovUnspecified = "gov_unspecified", "政务处分", "government sanction, unspecified";
        GovWarning = "gov_warning", "政务警告", "government warning";
        GovDemerit = "gov_demerit", "政务记过", "demerit";
        GovMajorDemerit = "gov_major_demerit", "政务记大过", "major demerit";
        GovDemotion = "gov_demotion", "政务降级", "demotion in grade";
        GovGradeReduction = "gov_grade_reduction", "降低岗位等级", "reduction of post grade";
        GovPostRemoval = "gov_post_removal", "政务撤职", "removal from post";
        GovDismissal = "gov_dismissal", "开除公职", "dismissal from public office";
        AccountabilityUnspecified = "accountability_unspecified", "问责", "held to account, unspecified";
        OrganizationalUnspecified = "organizational_unspecified", "组织处理", "organisational measure, unspecified";
        CriticismEducation = "criticism_education", "批评教育", "criticism and education";
        ReminderTalk = "reminder_talk", "谈话提醒", "reminder talk";
        OrderedInspection = "ordered_inspection", "责令检查", "ordered self-criticism";
        OrderedRectification = "ordered_rectification", "责令整改", "ordered rectification";
        CirculatedCriticism = "circulated_criticism", "通报批评", "circulated criticism";
        Admonition = "admonition", "诫勉", "admonition";
        MembershipExtension = "membership_extension", "延长预备期", "extension of probationary membership";
        MembershipCancellation = "membership_cancellation", "取消党员资格", "cancellation of membership";
        HonourRevocation = "honour_revocation", "取消荣誉", "revocation of honours";
        DelegateTermination = "delegate_termination", "终止代表资格", "termination of delegate status";
        RetirementBenefitReduction = "retirement_benefit_reduction", "降低退休待遇", "reduction of retirement benefits";
        RetirementBenefitCancellation = "retirement_benefit_cancellation", "取消退休待遇", "cancellation of retirement benefits";
        Suspension = "suspension", "停职", "suspension";
        Reassignment = "reassignment", "调整职务", "reassignment";
        Resignation = "resignation", "引咎辞职", "resignation";
        OrderedResignation = "ordered_resignation", "责令辞职", "ordered resignation";
        RemovalFromOffice = "removal_from_office", "免职", "removal from office";
        RankReduction = "rank_reduction", "降职", "reduction in rank";
        QualificationRevocation = "qualification_revocation", "吊销资格", "revocation of qualification";
        RetainedOnProbation = "retained_on_probation", "留用察看", "retention on probation";
        ContractTermination = "contract_termination", "解除合同", "termination of contract";
        Reorganization = "reorganization", "改组", "reorganisation";
        Confinement = "confinement", "禁闭", "confinement";
        Restitution = "restitution", "责令退赔", "restitution";
        ConfiscationOfGains = "confiscation_of_gains", "收缴违纪违法所得", "confiscation of gains";
        Investigation = "investigation", "审查调查", "investigation";
        Custody = "custody", "留置", "custody";
        ReferralForProsecution = "referral_for_prosecution", "移送审查起诉", "referral for prosecution";
        CriminalCompulsoryMeasure = "criminal_compulsory_measure", "刑事强制措施", "criminal compulsory measure";
        Arrest = "arrest", "逮捕", "arrest";
        Indictment = "indictment", "提起公诉", "indictment";
        CriminalLiability = "criminal_liability", "追究刑事责任", "criminal liability";
        SentenceUnspecified = "sentence_unspecified", "判刑", "sentence, unspecified";
        CriminalFine = "criminal_fine", "罚金", "criminal fine";
        PropertyConfiscation = "property_confiscation", "没收财产", "confiscation of property";
        PoliticalRightsDeprivation = "political_rights_deprivation", "剥夺政治权利", "deprivation of political rights";
        PublicSurveillance = "public_surveillance", "管制", "public surveillance";
        ShortTermDetention = "short_term_detention", "拘役", "short-term detention";
        FixedTermImprisonment = "fixed_term_imprisonment", "有期徒刑", "fixed-term imprisonment";
        LifeImprisonment = "life_imprisonment", "无期徒刑", "life imprisonment";
        DeathWithReprieve = "death_with_reprieve", "死缓", "death sentence with reprieve";
        DeathPenalty = "death_penalty", "死刑", "death penalty";
        PenaltyUnspecified = "penalty_unspecified", "行政处罚", "administrative penalty, unspecified";
        PenaltyWarning = "penalty_warning", "警告（行政处罚）", "warning (administrative penalty)";
        PenaltyFine = "penalty_fine", "罚款", "fine";
        AdministrativeDetention = "administrative_detention", "行政拘留", "administrative detention";
        CaseHandled = "case_handled", "查处", "case handled";
        Other = "other", "其他", "other measure";
    }
}

impl Measure {
    /// The family that the measure belongs to.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            m if m <= Self::PartyExpulsion => Family::Party,
            m if m <= Self::GovDismissal => Family::Government,
            m if m <= Self::Confinement => Family::Organizational,
            m if m <= Self::ConfiscationOfGains => Family::Financial,
            m if m <= Self::CriminalLiability => Family::Procedure,
            m if m <= Self::DeathPenalty => Family::Sentence,
            m if m <= Self::AdministrativeDetention => Family::AdministrativePenalty,
            Self::CaseHandled => Family::Statistics,
            _ => Family::Other,
        }
    }

    /// Whether the text names only the family and no exact measure.
    #[must_use]
    pub fn is_unspecified(self) -> bool {
        self.code().ends_with("_unspecified")
    }

    /// The party sanction that this code stands for, where it is one of the five.
    #[must_use]
    pub fn party_sanction(self) -> Option<PartySanction> {
        self.code().parse().ok()
    }

    /// The government sanction that this code stands for, where it is one of the six.
    #[must_use]
    pub fn government_sanction(self) -> Option<GovernmentSanction> {
        self.code().parse().ok()
    }
}

codes! {
    /// The five party sanctions (党纪处分), 《中国共产党纪律处分条例》 (2023) article 8. The list is closed by the rule.
    ///
    /// ```
    /// use tongbao::{Measure, PartySanction};
    /// assert_eq!(Measure::PartyProbation.party_sanction(), Some(PartySanction::Probation));
    /// assert_eq!(PartySanction::ALL.len(), 5);
    /// ```
    PartySanction {
        Warning = "party_warning", "党内警告", "party warning";
        SeriousWarning = "party_serious_warning", "党内严重警告", "serious party warning";
        PostRemoval = "party_post_removal", "撤销党内职务", "removal from party posts";
        Probation = "party_probation", "留党察看", "probation within the party";
        Expulsion = "party_expulsion", "开除党籍", "expulsion from the party";
    }
}

codes! {
    /// The six government sanctions (政务处分), 《公职人员政务处分法》 article 7. The list is closed by law.
    ///
    /// ```
    /// use tongbao::{GovernmentSanction, Measure};
    /// assert_eq!(Measure::GovDemotion.government_sanction(), Some(GovernmentSanction::Demotion));
    /// assert_eq!(GovernmentSanction::ALL.len(), 6);
    /// ```
    GovernmentSanction {
        Warning = "gov_warning", "政务警告", "government warning";
        Demerit = "gov_demerit", "政务记过", "demerit";
        MajorDemerit = "gov_major_demerit", "政务记大过", "major demerit";
        Demotion = "gov_demotion", "政务降级", "demotion in grade";
        PostRemoval = "gov_post_removal", "政务撤职", "removal from post";
        Dismissal = "gov_dismissal", "开除公职", "dismissal from public office";
    }
}

codes! {
    /// What kind of text a section is.
    #[non_exhaustive]
    SectionKind {
        Disciplinary = "disciplinary", "通报", "disciplinary notice";
        Legal = "legal", "法律条文", "legal text";
        News = "news", "新闻", "news report";
        Statistics = "statistics", "统计", "statistics";
        Judgment = "judgment", "判决", "judgment";
        Other = "other", "其他", "other";
    }
}

codes! {
    /// The part that a person plays in the document.
    Role {
        Subject = "subject", "当事人", "subject of a measure or an investigation";
        Quoted = "quoted", "受访者", "quoted";
        Author = "author", "作者", "author, reporter or photographer";
        Other = "other", "其他", "named otherwise";
    }
}

codes! {
    /// Whether a post is held now, was held, or was held at the time of the conduct.
    PostStatus {
        Current = "current", "现任", "current";
        Then = "then", "时任", "at the time";
        Former = "former", "原任", "former";
    }
}

codes! {
    /// The administrative level that a unit shows, lowest first.
    Level {
        Village = "village", "村级", "village";
        Township = "township", "乡科级", "township";
        County = "county", "县级", "county";
        Prefecture = "prefecture", "地市级", "prefecture";
        Provincial = "provincial", "省级", "provincial";
        National = "national", "国家级", "national";
    }
}

codes! {
    /// Whether a measure was taken, is proposed, or is told as background.
    MeasureStatus {
        Prior = "prior", "此前", "an earlier measure, told as background";
        Proposed = "proposed", "建议", "proposed";
        Decided = "decided", "已决定", "decided or reported as done";
    }
}

codes! {
    /// How firmly the text ties a measure to its target, firmest first.
    Basis {
        Explicit = "explicit", "直接", "target and measure in one construction";
        Distributed = "distributed", "分配", "given to everyone in a list";
        Anaphoric = "anaphoric", "回指", "by a pronoun, a count or a surname";
        Carried = "carried", "承前", "the subject stands in an earlier sentence";
    }
}

codes! {
    /// What kind of body an organisation is.
    #[non_exhaustive]
    OrganizationKind {
        PartyCommittee = "party_committee", "党委", "party committee";
        Supervision = "supervision", "纪检监察机关", "discipline inspection or supervision body";
        Government = "government", "政府", "government";
        Department = "department", "部门", "department";
        School = "school", "学校", "school";
        Hospital = "hospital", "医院", "hospital";
        Company = "company", "企业", "company";
        Court = "court", "法院", "court";
        Village = "village", "村社", "village or community";
        Other = "other", "其他", "other";
    }
}

codes! {
    /// The kind of a penalty that a statute threatens.
    #[non_exhaustive]
    PenaltyKind {
        Warning = "warning", "警告", "warning";
        Fine = "fine", "罚款", "fine";
        Detention = "detention", "拘留", "detention";
        LicenceRevocation = "licence_revocation", "吊销许可证", "licence revocation";
        BusinessSuspension = "business_suspension", "暂停业务", "business suspension";
        CompulsoryIsolation = "compulsory_isolation", "强制隔离", "compulsory isolation";
        OrderToCorrect = "order_to_correct", "责令改正", "order to correct";
        Imprisonment = "imprisonment", "徒刑", "imprisonment";
        Other = "other", "其他", "other";
    }
}

codes! {
    /// What a diagnostic says.
    #[non_exhaustive]
    DiagnosticCode {
        UnattachedMeasure = "unattached-measure", "措施无对象", "a measure whose target was not found";
        AmbiguousDistribution = "ambiguous-distribution", "分配不明", "people and measures in unequal numbers";
        CountMismatch = "count-mismatch", "人数不符", "a stated number differs from the names";
        CitationOffenceMismatch = "citation-offence-mismatch", "法条罪名不符", "an article that does not hold the offence named with it";
        ImpossibleMeasure = "impossible-measure", "处分与身份不符", "a measure that such a person cannot receive";
        UncertainName = "uncertain-name", "姓名不定", "the end of a name is uncertain";
        UnreadableNumber = "unreadable-number", "数字不明", "a number could not be read";
    }
}
