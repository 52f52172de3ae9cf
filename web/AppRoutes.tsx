import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { deskRoutes } from './deskRoutes.tsx'
import { publicRoutes } from './publicRoutes.tsx'

const NotFoundPage = lazy(async () => ({ default: (await import('./pages/NotFoundPage.tsx')).NotFoundPage }))

/** Which page an address opens; each page is loaded when it is first gone to. */
export const AppRoutes = () => (
  <Routes>
    {publicRoutes}
    {deskRoutes}
    <Route path="*" element={<NotFoundPage />} />
  </Routes>
)
