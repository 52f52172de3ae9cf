import { lazy } from 'react'
import { Route } from 'react-router'

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
const DeskOffersPage = lazy(async () => ({
  default: (await import('./offers/DeskOffersPage.tsx')).DeskOffersPage,
}))
const DeskOfferPage = lazy(async () => ({
  default: (await import('./offers/DeskOfferPage.tsx')).DeskOfferPage,
}))
const NewOfferPage = lazy(async () => ({
  default: (await import('./offers/DeskOfferPage.tsx')).NewOfferPage,
}))
const DeskOpinionsPage = lazy(async () => ({
  default: (await import('./opinions/DeskOpinionsPage.tsx')).DeskOpinionsPage,
}))
const MunicipioPage = lazy(async () => ({
  default: (await import('./opinions/MunicipioPage.tsx')).MunicipioPage,
}))
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
const DeskLabsPage = lazy(async () => ({ default: (await import('./labs/DeskLabsPage.tsx')).DeskLabsPage }))
const NewLabPage = lazy(async () => ({ default: (await import('./labs/NewLabPage.tsx')).NewLabPage }))
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
const ArrivalsPage = lazy(async () => ({ default: (await import('./bids/ArrivalsPage.tsx')).ArrivalsPage }))
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
const AccountsPage = lazy(async () => ({ default: (await import('./admin/AccountsPage.tsx')).AccountsPage }))
const ManagedAccountPage = lazy(async () => ({
  default: (await import('./admin/ManagedAccountPage.tsx')).ManagedAccountPage,
}))

/** Pages of who works for the city, a Municipio or the Council. */
export const deskRoutes = (
  <>
    <Route path="/desk/lab-list" element={<DeskListPage />} />
    <Route path="/desk/lab-list/editions/new" element={<NewEditionPage />} />
    <Route path="/desk/lab-list/editions/:code" element={<DeskEditionPage />} />
    <Route path="/desk/lab-list/:id" element={<DeskApplicationPage />} />
    <Route path="/desk/labs" element={<DeskLabsPage />} />
    <Route path="/desk/labs/new" element={<NewLabPage />} />
    <Route path="/municipio" element={<MunicipioPage />} />
    <Route path="/desk/opinions" element={<DeskOpinionsPage />} />
    <Route path="/desk/agreements" element={<DeskAgreementsPage />} />
    <Route path="/desk/agreements/:id" element={<DeskAgreementPage />} />
    <Route path="/desk/awards/:id" element={<DeskAwardPage />} />
    <Route path="/desk/calls/:code/awards" element={<CallAwardsPage />} />
    <Route path="/desk/offers" element={<DeskOffersPage />} />
    <Route path="/desk/offers/new" element={<NewOfferPage />} />
    <Route path="/desk/offers/:code" element={<DeskOfferPage />} />
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
  </>
)
