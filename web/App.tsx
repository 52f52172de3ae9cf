import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { AppRoutes } from './AppRoutes.tsx'
import { DemoBanner } from './shell/DemoBanner.tsx'
import { ErrorBoundary } from './shell/ErrorBoundary.tsx'
import { Footer } from './shell/Footer.tsx'
import { Header } from './shell/Header.tsx'
import { useAnnouncedTitle } from './shell/pageTitle.ts'
import styles from './shell/shell.module.css'
import { useAddressLanguage } from './shell/useAddressLanguage.ts'
import { useKeptFocus } from './shell/useKeptFocus.ts'
import { PageSkeleton } from './ui/Skeleton.tsx'

/** Pages that fill the window, with a thin footer. */
const WHOLE = /^\/($|desk|evaluation|council)/

/** On the way to another page: to its top, with the keyboard at the start of its content. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

function Shell() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const main = useFocusOnArrival()
  useKeptFocus(main)
  const title = useAnnouncedTitle()
  const whole = WHOLE.test(pathname)
  useAddressLanguage()
  return (
    <div className={`${styles.shell} ${whole ? styles.whole : styles.reading}`}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('skip')}
      </a>
      <DemoBanner />
      <Header />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Suspense fallback={<PageSkeleton />}>
          <AppRoutes />
        </Suspense>
      </main>
      <Footer thin={whole} />
      <p className="vh" role="status">
        {title}
      </p>
    </div>
  )
}

/** The shell around every page. */
export function App() {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary onReset={reset}>
          <Suspense fallback={<PageSkeleton />}>
            <Shell />
          </Suspense>
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  )
}
