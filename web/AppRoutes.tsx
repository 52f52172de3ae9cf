import { lazy } from 'react'
import { Route, Routes } from 'react-router'

const MapPage = lazy(async () => ({ default: (await import('./spaces/MapPage.tsx')).MapPage }))
const CallsPage = lazy(async () => ({ default: (await import('./calls/CallsPage.tsx')).CallsPage }))
const CallPage = lazy(async () => ({ default: (await import('./calls/CallPage.tsx')).CallPage }))
const CheckPage = lazy(async () => ({ default: (await import('./calls/CheckPage.tsx')).CheckPage }))
const VisitProofPage = lazy(async () => ({
  default: (await import('./calls/VisitProofPage.tsx')).VisitProofPage,
}))
const DeskAgreementsPage = lazy(async () => ({
  default: (await import('./agreements/DeskAgreementsPage.tsx')).DeskAgreementsPage,
}))
const DeskAgreementPage = lazy(async () => ({
  default: (await import('./agreements/DeskAgreementPage.tsx')).DeskAgreementPage,
}))
const DeskAwardPage = lazy(async () => ({
  default: (await import('./agreements/DeskAwardPage.tsx')).DeskAwardPage,
}))
const CallAwardsPage = lazy(async () => ({
  default: (await import('./agreements/CallAwardsPage.tsx')).CallAwardsPage,
}))
const PublicAgreementsPage = lazy(async () => ({
  default: (await import('./agreements/PublicAgreementsPage.tsx')).PublicAgreementsPage,
}))
const ImpactPage = lazy(async () => ({ default: (await import('./impact/ImpactPage.tsx')).ImpactPage }))
const DistrictsPage = lazy(async () => ({
  default: (await import('./districts/DistrictsPage.tsx')).DistrictsPage,
}))
const DistrictPage = lazy(async () => ({
  default: (await import('./districts/DistrictPage.tsx')).DistrictPage,
}))
const DistrictSheetPage = lazy(async () => ({
  default: (await import('./districts/SheetPage.tsx')).SheetPage,
}))
const OffersPage = lazy(async () => ({ default: (await import('./offers/OffersPage.tsx')).OffersPage }))
const DeskOffersPage = lazy(async () => ({
  default: (await import('./offers/DeskOffersPage.tsx')).DeskOffersPage,
}))
const DeskOfferPage = lazy(async () => ({
  default: (await import('./offers/DeskOfferPage.tsx')).DeskOfferPage,
}))
const NewOfferPage = lazy(async () => ({
  default: (await import('./offers/DeskOfferPage.tsx')).NewOfferPage,
}))
const OpinionsPage = lazy(async () => ({
  default: (await import('./opinions/OpinionsPage.tsx')).OpinionsPage,
}))
const OpinionPage = lazy(async () => ({ default: (await import('./opinions/OpinionPage.tsx')).OpinionPage }))
const DeskOpinionsPage = lazy(async () => ({
  default: (await import('./opinions/DeskOpinionsPage.tsx')).DeskOpinionsPage,
}))
const MunicipioPage = lazy(async () => ({
  default: (await import('./opinions/MunicipioPage.tsx')).MunicipioPage,
}))
const LabsPage = lazy(async () => ({ default: (await import('./labs/LabsPage.tsx')).LabsPage }))
const IndicatorPage = lazy(async () => ({
  default: (await import('./coverage/IndicatorPage.tsx')).IndicatorPage,
}))
const IndicatorsPage = lazy(async () => ({
  default: (await import('./coverage/IndicatorsPage.tsx')).IndicatorsPage,
}))
const HistoryPage = lazy(async () => ({ default: (await import('./coverage/HistoryPage.tsx')).HistoryPage }))
const WhatIfPage = lazy(async () => ({ default: (await import('./coverage/WhatIfPage.tsx')).WhatIfPage }))
const ComparePage = lazy(async () => ({ default: (await import('./coverage/ComparePage.tsx')).ComparePage }))
const ListPage = lazy(async () => ({ default: (await import('./qualifiedList/ListPage.tsx')).ListPage }))
const ApplyPage = lazy(async () => ({ default: (await import('./qualifiedList/ApplyPage.tsx')).ApplyPage }))
const DeskListPage = lazy(async () => ({
  default: (await import('./qualifiedList/DeskListPage.tsx')).DeskListPage,
}))
const DeskApplicationPage = lazy(async () => ({
  default: (await import('./qualifiedList/DeskApplicationPage.tsx')).DeskApplicationPage,
}))
const DeskEditionPage = lazy(async () => ({
  default: (await import('./qualifiedList/DeskEditionPage.tsx')).DeskEditionPage,
}))
const NewEditionPage = lazy(async () => ({
  default: (await import('./qualifiedList/DeskEditionPage.tsx')).NewEditionPage,
}))
const NeedsPage = lazy(async () => ({ default: (await import('./needs/NeedsPage.tsx')).NeedsPage }))
const NewNeedPage = lazy(async () => ({ default: (await import('./needs/NewNeedPage.tsx')).NewNeedPage }))
const NeedPage = lazy(async () => ({ default: (await import('./needs/NeedPage.tsx')).NeedPage }))
const LabPage = lazy(async () => ({ default: (await import('./labs/LabPage.tsx')).LabPage }))
const LabEditPage = lazy(async () => ({ default: (await import('./labs/LabEditPage.tsx')).LabEditPage }))
const IncentivesPage = lazy(async () => ({
  default: (await import('./labs/IncentivesPage.tsx')).IncentivesPage,
}))
const ConfirmLabPage = lazy(async () => ({
  default: (await import('./labs/ConfirmLabPage.tsx')).ConfirmLabPage,
}))
const DeskLabsPage = lazy(async () => ({ default: (await import('./labs/DeskLabsPage.tsx')).DeskLabsPage }))
const NewLabPage = lazy(async () => ({ default: (await import('./labs/NewLabPage.tsx')).NewLabPage }))
const MyLabsPage = lazy(async () => ({ default: (await import('./labs/MyLabsPage.tsx')).MyLabsPage }))
const SignInPage = lazy(async () => ({ default: (await import('./accounts/SignInPage.tsx')).SignInPage }))
const RegisterPage = lazy(async () => ({
  default: (await import('./accounts/RegisterPage.tsx')).RegisterPage,
}))
const ConfirmPage = lazy(async () => ({ default: (await import('./accounts/ConfirmPage.tsx')).ConfirmPage }))
const AccountPage = lazy(async () => ({ default: (await import('./accounts/AccountPage.tsx')).AccountPage }))
const ResetPage = lazy(async () => ({ default: (await import('./accounts/ResetPage.tsx')).ResetPage }))
const ResetConfirmPage = lazy(async () => ({
  default: (await import('./accounts/ResetConfirmPage.tsx')).ResetConfirmPage,
}))
const EmailConfirmPage = lazy(async () => ({
  default: (await import('./accounts/EmailConfirmPage.tsx')).EmailConfirmPage,
}))
const AlertPage = lazy(async () => ({ default: (await import('./pages/AlertPage.tsx')).AlertPage }))
const AboutDemoPage = lazy(async () => ({
  default: (await import('./pages/AboutDemoPage.tsx')).AboutDemoPage,
}))
const MessagesPage = lazy(async () => ({
  default: (await import('./messages/MessagesPage.tsx')).MessagesPage,
}))
const DataPage = lazy(async () => ({ default: (await import('./privacy/DataPage.tsx')).DataPage }))
const ErasedPage = lazy(async () => ({ default: (await import('./privacy/ErasedPage.tsx')).ErasedPage }))
const LegalPage = lazy(async () => ({ default: (await import('./pages/LegalPage.tsx')).LegalPage }))
const PrivacyPage = lazy(async () => ({ default: (await import('./pages/PrivacyPage.tsx')).PrivacyPage }))
const AccessibilityPage = lazy(async () => ({
  default: (await import('./pages/AccessibilityPage.tsx')).AccessibilityPage,
}))
const SpacePage = lazy(async () => ({ default: (await import('./spaces/SpacePage.tsx')).SpacePage }))
const AskPage = lazy(async () => ({ default: (await import('./allocation/ask/AskPage.tsx')).AskPage }))
const RequestsPage = lazy(async () => ({
  default: (await import('./allocation/RequestsPage.tsx')).RequestsPage,
}))
const RequestPage = lazy(async () => ({
  default: (await import('./allocation/RequestPage.tsx')).RequestPage,
}))
const ConfirmRequestPage = lazy(async () => ({
  default: (await import('./allocation/ConfirmRequestPage.tsx')).ConfirmRequestPage,
}))
const ReceiptPage = lazy(async () => ({
  default: (await import('./allocation/ReceiptPage.tsx')).ReceiptPage,
}))
const DeskPage = lazy(async () => ({ default: (await import('./desk/DeskPage.tsx')).DeskPage }))
const PostPage = lazy(async () => ({ default: (await import('./desk/PostPage.tsx')).PostPage }))
const NoticeLetterPage = lazy(async () => ({
  default: (await import('./desk/NoticeLetterPage.tsx')).NoticeLetterPage,
}))
const DeskQuestionsPage = lazy(async () => ({
  default: (await import('./calls/DeskQuestionsPage.tsx')).DeskQuestionsPage,
}))
const DeskRequestPage = lazy(async () => ({
  default: (await import('./desk/DeskRequestPage.tsx')).DeskRequestPage,
}))
const DeskCallsPage = lazy(async () => ({
  default: (await import('./callDesk/DeskCallsPage.tsx')).DeskCallsPage,
}))
const PreviewPage = lazy(async () => ({ default: (await import('./callDesk/PreviewPage.tsx')).PreviewPage }))
const DeskVisitsPage = lazy(async () => ({
  default: (await import('./callDesk/DeskVisitsPage.tsx')).DeskVisitsPage,
}))
const NewCallPage = lazy(async () => ({ default: (await import('./callDesk/NewCallPage.tsx')).NewCallPage }))
const DeskCallPage = lazy(async () => ({
  default: (await import('./callDesk/DeskCallPage.tsx')).DeskCallPage,
}))
const KeysPage = lazy(async () => ({ default: (await import('./bids/KeysPage.tsx')).KeysPage }))
const CallBidsPage = lazy(async () => ({ default: (await import('./bids/CallBidsPage.tsx')).CallBidsPage }))
const EvaluationPage = lazy(async () => ({
  default: (await import('./evaluation/EvaluationPage.tsx')).EvaluationPage,
}))
const SeatPage = lazy(async () => ({ default: (await import('./evaluation/SeatPage.tsx')).SeatPage }))
const FilePage = lazy(async () => ({ default: (await import('./evaluation/FilePage.tsx')).FilePage }))
const DeskEvaluationPage = lazy(async () => ({
  default: (await import('./evaluation/desk/DeskEvaluationPage.tsx')).DeskEvaluationPage,
}))
const ResultsPage = lazy(async () => ({
  default: (await import('./evaluation/ResultsPage.tsx')).ResultsPage,
}))
const DrawPage = lazy(async () => ({ default: (await import('./evaluation/DrawPage.tsx')).DrawPage }))
const ArrivalsPage = lazy(async () => ({ default: (await import('./bids/ArrivalsPage.tsx')).ArrivalsPage }))
const PlansPage = lazy(async () => ({ default: (await import('./plans/PlansPage.tsx')).PlansPage }))
const PlanPage = lazy(async () => ({ default: (await import('./plans/PlanPage.tsx')).PlanPage }))
const PlanRegisterPage = lazy(async () => ({
  default: (await import('./register/RegisterPage.tsx')).RegisterPage,
}))
const StatisticsPage = lazy(async () => ({
  default: (await import('./register/StatisticsPage.tsx')).StatisticsPage,
}))
const RegisterPointPage = lazy(async () => ({
  default: (await import('./register/RegisterPointPage.tsx')).RegisterPointPage,
}))
const WritePage = lazy(async () => ({ default: (await import('./observations/WritePage.tsx')).WritePage }))
const MyObservationsPage = lazy(async () => ({
  default: (await import('./observations/MyObservationsPage.tsx')).MyObservationsPage,
}))
const ObservationPage = lazy(async () => ({
  default: (await import('./observations/ObservationPage.tsx')).ObservationPage,
}))
const FollowPage = lazy(async () => ({ default: (await import('./observations/FollowPage.tsx')).FollowPage }))
const InboxPage = lazy(async () => ({ default: (await import('./observations/InboxPage.tsx')).InboxPage }))
const DeskPlansPage = lazy(async () => ({
  default: (await import('./plans/DeskPlansPage.tsx')).DeskPlansPage,
}))
const NewPlanPage = lazy(async () => ({ default: (await import('./plans/NewPlanPage.tsx')).NewPlanPage }))
const DeskPlanPage = lazy(async () => ({ default: (await import('./plans/DeskPlanPage.tsx')).DeskPlanPage }))
const EditionsPage = lazy(async () => ({
  default: (await import('./editions/EditionsPage.tsx')).EditionsPage,
}))
const ObservationsPage = lazy(async () => ({
  default: (await import('./points/ObservationsPage.tsx')).ObservationsPage,
}))
const SplitPage = lazy(async () => ({ default: (await import('./points/SplitPage.tsx')).SplitPage }))
const PointsPage = lazy(async () => ({ default: (await import('./points/PointsPage.tsx')).PointsPage }))
const PointPage = lazy(async () => ({ default: (await import('./points/PointPage.tsx')).PointPage }))
const TwinsPage = lazy(async () => ({ default: (await import('./points/TwinsPage.tsx')).TwinsPage }))
const GroupPage = lazy(async () => ({ default: (await import('./points/GroupPage.tsx')).GroupPage }))
const ProgressPage = lazy(async () => ({ default: (await import('./points/ProgressPage.tsx')).ProgressPage }))
const ChangesPage = lazy(async () => ({ default: (await import('./points/ChangesPage.tsx')).ChangesPage }))
const RepliesPage = lazy(async () => ({ default: (await import('./points/RepliesPage.tsx')).RepliesPage }))
const RedactionPage = lazy(async () => ({
  default: (await import('./redaction/RedactionPage.tsx')).RedactionPage,
}))
const CopyPage = lazy(async () => ({ default: (await import('./redaction/CopyPage.tsx')).CopyPage }))
const PublicationPage = lazy(async () => ({
  default: (await import('./redaction/PublicationPage.tsx')).PublicationPage,
}))
const CouncilPage = lazy(async () => ({ default: (await import('./council/CouncilPage.tsx')).CouncilPage }))
const EditionPage = lazy(async () => ({ default: (await import('./council/EditionPage.tsx')).EditionPage }))
const VotesPage = lazy(async () => ({ default: (await import('./council/VotesPage.tsx')).VotesPage }))
const OpeningsPage = lazy(async () => ({
  default: (await import('./council/OpeningsPage.tsx')).OpeningsPage,
}))
const AuditPage = lazy(async () => ({ default: (await import('./audit/AuditPage.tsx')).AuditPage }))
const PartiesPage = lazy(async () => ({ default: (await import('./parties/PartiesPage.tsx')).PartiesPage }))
const NewPartyPage = lazy(async () => ({
  default: (await import('./parties/NewPartyPage.tsx')).NewPartyPage,
}))
const PartyPage = lazy(async () => ({ default: (await import('./parties/PartyPage.tsx')).PartyPage }))
const InvitationPage = lazy(async () => ({
  default: (await import('./parties/InvitationPage.tsx')).InvitationPage,
}))
const AccountsPage = lazy(async () => ({ default: (await import('./admin/AccountsPage.tsx')).AccountsPage }))
const ManagedAccountPage = lazy(async () => ({
  default: (await import('./admin/ManagedAccountPage.tsx')).ManagedAccountPage,
}))
const NotFoundPage = lazy(async () => ({ default: (await import('./pages/NotFoundPage.tsx')).NotFoundPage }))

/** Which page an address opens; each page is loaded when it is first gone to. */
export const AppRoutes = () => (
  <Routes>
    <Route path="/" element={<MapPage />} />
    <Route path="/spaces/:code" element={<SpacePage />} />
    <Route path="/calls" element={<CallsPage />} />
    <Route path="/calls/:code" element={<CallPage />} />
    <Route path="/calls/:code/check" element={<CheckPage />} />
    <Route path="/calls/:code/results" element={<ResultsPage />} />
    <Route path="/calls/:code/draws/:id" element={<DrawPage />} />
    <Route path="/visits/:certificate" element={<VisitProofPage />} />
    <Route path="/plans" element={<PlansPage />} />
    <Route path="/plans/:code" element={<PlanPage />} />
    <Route path="/plans/:code/write" element={<WritePage />} />
    <Route path="/plans/:code/register" element={<PlanRegisterPage />} />
    <Route path="/plans/:code/register/statistics" element={<StatisticsPage />} />
    <Route path="/plans/:code/register/:reference" element={<RegisterPointPage />} />
    <Route path="/observations" element={<MyObservationsPage />} />
    <Route path="/observations/follow" element={<FollowPage />} />
    <Route path="/observations/:id" element={<ObservationPage />} />
    <Route path="/labs" element={<LabsPage />} />
    <Route path="/coverage" element={<ComparePage />} />
    <Route path="/coverage/what-if" element={<WhatIfPage />} />
    <Route path="/coverage/history" element={<HistoryPage />} />
    <Route path="/coverage/indicators" element={<IndicatorsPage />} />
    <Route path="/coverage/indicators/:id" element={<IndicatorPage />} />
    <Route path="/labs/list" element={<ListPage />} />
    <Route path="/labs/list/applications/:id" element={<ApplyPage />} />
    <Route path="/needs" element={<NeedsPage />} />
    <Route path="/needs/new" element={<NewNeedPage />} />
    <Route path="/needs/:code" element={<NeedPage />} />
    <Route path="/desk/lab-list" element={<DeskListPage />} />
    <Route path="/desk/lab-list/editions/new" element={<NewEditionPage />} />
    <Route path="/desk/lab-list/editions/:code" element={<DeskEditionPage />} />
    <Route path="/desk/lab-list/:id" element={<DeskApplicationPage />} />
    <Route path="/labs/incentives" element={<IncentivesPage />} />
    <Route path="/labs/confirm" element={<ConfirmLabPage />} />
    <Route path="/labs/:code" element={<LabPage />} />
    <Route path="/labs/:code/edit" element={<LabEditPage />} />
    <Route path="/account/labs" element={<MyLabsPage />} />
    <Route path="/desk/labs" element={<DeskLabsPage />} />
    <Route path="/desk/labs/new" element={<NewLabPage />} />
    <Route path="/agreements" element={<PublicAgreementsPage />} />
    <Route path="/impact" element={<ImpactPage />} />
    <Route path="/districts" element={<DistrictsPage />} />
    <Route path="/districts/:number" element={<DistrictPage />} />
    <Route path="/districts/:number/sheet" element={<DistrictSheetPage />} />
    <Route path="/digests/confirm" element={<AlertPage action="confirm" of="digest" />} />
    <Route path="/digests/stop" element={<AlertPage action="stop" of="digest" />} />
    <Route path="/offers" element={<OffersPage />} />
    <Route path="/opinions" element={<OpinionsPage />} />
    <Route path="/opinions/:id" element={<OpinionPage />} />
    <Route path="/municipio" element={<MunicipioPage />} />
    <Route path="/desk/opinions" element={<DeskOpinionsPage />} />
    <Route path="/desk/agreements" element={<DeskAgreementsPage />} />
    <Route path="/desk/agreements/:id" element={<DeskAgreementPage />} />
    <Route path="/desk/awards/:id" element={<DeskAwardPage />} />
    <Route path="/desk/calls/:code/awards" element={<CallAwardsPage />} />
    <Route path="/desk/offers" element={<DeskOffersPage />} />
    <Route path="/desk/offers/new" element={<NewOfferPage />} />
    <Route path="/desk/offers/:code" element={<DeskOfferPage />} />
    <Route path="/sign-in" element={<SignInPage />} />
    <Route path="/register" element={<RegisterPage />} />
    <Route path="/account" element={<AccountPage />} />
    <Route path="/account/messages" element={<MessagesPage />} />
    <Route path="/account/data" element={<DataPage />} />
    <Route path="/account/erased" element={<ErasedPage />} />
    <Route path="/account/confirm" element={<ConfirmPage />} />
    <Route path="/account/reset" element={<ResetPage />} />
    <Route path="/account/reset/confirm" element={<ResetConfirmPage />} />
    <Route path="/account/email/confirm" element={<EmailConfirmPage />} />
    <Route path="/alerts/confirm" element={<AlertPage action="confirm" />} />
    <Route path="/alerts/stop" element={<AlertPage action="stop" />} />
    <Route path="/about/demo" element={<AboutDemoPage />} />
    <Route path="/privacy" element={<PrivacyPage />} />
    <Route path="/legal" element={<LegalPage />} />
    <Route path="/accessibility" element={<AccessibilityPage />} />
    <Route path="/spaces/:code/ask" element={<AskPage />} />
    <Route path="/account/organisations" element={<PartiesPage />} />
    <Route path="/account/organisations/new" element={<NewPartyPage />} />
    <Route path="/account/organisations/:id" element={<PartyPage />} />
    <Route path="/invitations" element={<InvitationPage />} />
    <Route path="/requests" element={<RequestsPage />} />
    <Route path="/requests/:id" element={<RequestPage />} />
    <Route path="/requests/:id/confirm" element={<ConfirmRequestPage />} />
    <Route path="/requests/:id/receipt" element={<ReceiptPage />} />
    <Route path="/desk" element={<DeskPage />} />
    <Route path="/desk/calls" element={<DeskCallsPage />} />
    <Route path="/desk/calls/new" element={<NewCallPage />} />
    <Route path="/desk/calls/:code" element={<DeskCallPage />} />
    <Route path="/desk/calls/:code/preview" element={<PreviewPage />} />
    <Route path="/desk/calls/:code/visits" element={<DeskVisitsPage />} />
    <Route path="/desk/calls/:code/evaluation" element={<DeskEvaluationPage />} />
    <Route path="/desk/post" element={<PostPage />} />
    <Route path="/desk/notices/:id/letter" element={<NoticeLetterPage />} />
    <Route path="/desk/requests/:id" element={<DeskRequestPage />} />
    <Route path="/desk/calls/:code/questions" element={<DeskQuestionsPage />} />
    <Route path="/desk/calls/:code/arrivals" element={<ArrivalsPage />} />
    <Route path="/desk/keys" element={<KeysPage />} />
    <Route path="/desk/calls/:code/bids" element={<CallBidsPage />} />
    <Route path="/evaluation" element={<EvaluationPage />} />
    <Route path="/evaluation/:callCode" element={<SeatPage />} />
    <Route path="/evaluation/:callCode/:requestId" element={<FilePage />} />
    <Route path="/desk/plans" element={<DeskPlansPage />} />
    <Route path="/desk/plans/new" element={<NewPlanPage />} />
    <Route path="/desk/plans/:code" element={<DeskPlanPage />} />
    <Route path="/desk/plans/:code/publication" element={<PublicationPage />} />
    <Route path="/desk/redaction" element={<RedactionPage />} />
    <Route path="/desk/redaction/:id" element={<CopyPage />} />
    <Route path="/desk/plans/:code/editions" element={<EditionsPage />} />
    <Route path="/desk/observations/inbox" element={<InboxPage />} />
    <Route path="/desk/observations" element={<ObservationsPage />} />
    <Route path="/desk/observations/:id" element={<SplitPage />} />
    <Route path="/desk/points" element={<PointsPage />} />
    <Route path="/desk/points/twins" element={<TwinsPage />} />
    <Route path="/desk/points/progress" element={<ProgressPage />} />
    <Route path="/desk/points/changes" element={<ChangesPage />} />
    <Route path="/desk/points/replies" element={<RepliesPage />} />
    <Route path="/desk/points/:id" element={<PointPage />} />
    <Route path="/desk/groups/:id" element={<GroupPage />} />
    <Route path="/council" element={<CouncilPage />} />
    <Route path="/council/:code" element={<EditionPage />} />
    <Route path="/council/:code/votes" element={<VotesPage />} />
    <Route path="/council/:code/openings" element={<OpeningsPage />} />
    <Route path="/audit" element={<AuditPage />} />
    <Route path="/admin/accounts" element={<AccountsPage />} />
    <Route path="/admin/accounts/:id" element={<ManagedAccountPage />} />
    <Route path="*" element={<NotFoundPage />} />
  </Routes>
)
