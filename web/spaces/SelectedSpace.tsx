import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { SelectedAdvice } from './SelectedAdvice.tsx'
import { SelectedAround } from './SelectedAround.tsx'
import { SelectedFacts } from './SelectedFacts.tsx'
import { SelectedHead } from './SelectedHead.tsx'
import { SelectedOffice } from './SelectedOffice.tsx'
import styles from './SelectedSpace.module.css'
import { useSpace } from './useSpace.ts'

interface SelectedSpaceProps {
  code: string
  /** Place in the list, from 0; -1 where it is further down or the filters leave it out. */
  index: number
  total: number
  /** How many of the total are read so far. */
  listed: number
  onBack(): void
  onStep(step: 1 | -1): void
  onCloser(space: Space): void
}

/** The chosen space in the place of the list: what one must know before going to its page. */
export function SelectedSpace({ code, index, total, listed, onBack, onStep, onCloser }: SelectedSpaceProps) {
  const { t } = useTranslation('map')
  const { number } = useFormats()
  const { data: space, error, refetch } = useSpace(code)
  const positionOutsideList =
    listed < total
      ? t('detail.further', { listed: number(listed), total: number(total) })
      : t('detail.outside')
  const position =
    index < 0 ? positionOutsideList : t('detail.position', { index: number(index + 1), total: number(total) })
  return (
    <article className={styles.panel} aria-label={t('detail.label')} data-code={code} tabIndex={-1}>
      <div className={styles.top}>
        <Button look="quiet" icon="left" onPress={onBack}>
          {t('detail.back')}
        </Button>
        <span className={styles.position}>{position}</span>
        {space?.point && (
          <Button
            look="quiet"
            icon="locate"
            aria-label={t('detail.closer')}
            onPress={() => onCloser(space)}
          />
        )}
        <Button
          look="quiet"
          icon="left"
          aria-label={t('detail.previous')}
          isDisabled={index <= 0}
          onPress={() => onStep(-1)}
        />
        <Button
          look="quiet"
          icon="right"
          aria-label={t('detail.next')}
          isDisabled={index < 0 || index + 1 >= total}
          onPress={() => onStep(1)}
        />
      </div>
      <div className={styles.body}>
        {space && <SelectedBody space={space} />}
        {!space && !error && (
          <section>
            <Skeleton lines={8} />
          </section>
        )}
        {!space && error && <SelectedFailed error={error} onRetry={() => void refetch()} />}
      </div>
      {space && (
        <footer className={styles.foot}>
          {space.canAsk.kind && (
            <LinkButton look="primary" big to={`/spaces/${encodeURIComponent(space.code)}/ask`}>
              {t('detail.ask')}
            </LinkButton>
          )}
          <LinkButton big to={`/spaces/${encodeURIComponent(space.code)}`}>
            {t('detail.page')}
          </LinkButton>
        </footer>
      )}
    </article>
  )
}

function SelectedBody({ space }: { space: Space }) {
  return (
    <>
      <SelectedHead space={space} />
      <SelectedFacts space={space} />
      <SelectedAdvice space={space} />
      <SelectedAround space={space} />
      <SelectedOffice space={space} />
    </>
  )
}

function SelectedFailed({ error, onRetry }: { error: Error; onRetry(): void }) {
  const { t } = useTranslation('map')
  const missing = error instanceof ApiProblem && error.status === 404
  return missing ? (
    <section>
      <p role="alert">{t('detail.notFound')}</p>
    </section>
  ) : (
    <ErrorState error={error} onRetry={onRetry} />
  )
}
