import { lazy } from 'react'
import { Route } from 'react-router'

const MapPage = lazy(async () => ({ default: (await import('./spaces/MapPage.tsx')).MapPage }))
const CallsPage = lazy(async () => ({ default: (await import('./calls/CallsPage.tsx')).CallsPage }))
const CallPage = lazy(async () => ({ default: (await import('./calls/CallPage.tsx')).CallPage }))
const CheckPage = lazy(async () => ({ default: (await import('./calls/CheckPage.tsx')).CheckPage }))
const VisitProofPage = lazy(async () => ({
  default: (await import('./calls/VisitProofPage.tsx')).VisitProofPage,
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
const OpinionsPage = lazy(async () => ({
  default: (await import('./opinions/OpinionsPage.tsx')).OpinionsPage,
}))
const OpinionPage = lazy(async () => ({ default: (await import('./opinions/OpinionPage.tsx')).OpinionPage }))
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
const ResultsPage = lazy(async () => ({
  default: (await import('./evaluation/ResultsPage.tsx')).ResultsPage,
}))
const DrawPage = lazy(async () => ({ default: (await import('./evaluation/DrawPage.tsx')).DrawPage }))
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
const PartiesPage = lazy(async () => ({ default: (await import('./parties/PartiesPage.tsx')).PartiesPage }))
const NewPartyPage = lazy(async () => ({
  default: (await import('./parties/NewPartyPage.tsx')).NewPartyPage,
}))
const PartyPage = lazy(async () => ({ default: (await import('./parties/PartyPage.tsx')).PartyPage }))
const InvitationPage = lazy(async () => ({
  default: (await import('./parties/InvitationPage.tsx')).InvitationPage,
}))

/** Pages for everybody, and those of one’s own account, organisations and requests. */
export const publicRoutes = (
  <>
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
    <Route path="/labs/incentives" element={<IncentivesPage />} />
    <Route path="/labs/confirm" element={<ConfirmLabPage />} />
    <Route path="/labs/:code" element={<LabPage />} />
    <Route path="/labs/:code/edit" element={<LabEditPage />} />
    <Route path="/account/labs" element={<MyLabsPage />} />
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
  </>
)
