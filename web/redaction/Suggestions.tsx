import { useTranslation } from 'react-i18next'
import { wordsOf } from '#rules/points'
import type { CopyDetail } from '#schema/redaction'
import { Button } from '../ui/Button.tsx'
import { Tag } from '../ui/marks.tsx'
import styles from './redaction.module.css'
import type { Covers } from './useCovers.ts'

interface SuggestionsProps {
  words: string
  suggestions: CopyDetail['text']['suggestions']
  covers: Covers
}

const tones = { covered: 'plain', kept: 'ok', open: 'warn' } as const

/** Each passage that may tell who somebody is, to be covered or kept. */
export function Suggestions({ words, suggestions, covers }: SuggestionsProps) {
  const { t } = useTranslation('redaction')
  return (
    <section className={styles.part}>
      <h2>{t('suggestions')}</h2>
      <p role="status" className={covers.open === 0 ? styles.done : undefined}>
        {suggestions.length === 0 ? t('noSuggestions') : t('toLookAt', { count: covers.open })}
      </p>
      <ol className={styles.suggestions}>
        {suggestions.map((one, at) => {
          const said = wordsOf(words, one)
          const looked = covers.looked[at] ?? 'open'
          return (
            <li key={one.start} data-current={at === covers.at || undefined}>
              <span>
                <q>{said}</q> <span className={styles.hint}>{t(`kind.${one.kind}`)}</span>{' '}
                <Tag tone={tones[looked]}>{t(`looked.${looked}`)}</Tag>
              </span>
              <span className={styles.buttons}>
                {!(one.required && looked === 'covered') && (
                  <Button
                    look="quiet"
                    aria-label={`${t('cover')}: ${said}`}
                    isDisabled={looked === 'covered'}
                    onPress={() => covers.settle(at, 'covered')}
                  >
                    {t('cover')}
                  </Button>
                )}
                {one.required ? (
                  <span className={styles.hint}>{t('mustBeCovered')}</span>
                ) : (
                  <Button
                    look="quiet"
                    aria-label={`${t('keep')}: ${said}`}
                    isDisabled={looked === 'kept'}
                    onPress={() => covers.settle(at, 'kept')}
                  >
                    {t('keep')}
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
