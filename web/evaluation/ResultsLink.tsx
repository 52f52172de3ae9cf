import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../ui/Button.tsx'
import { resultsQuery } from './resultsQuery.ts'

/** The way to the results of a call, where there are any. */
export function ResultsLink({ code }: { code: string }) {
  const { t } = useTranslation('results')
  const { data } = useQuery(resultsQuery(code))
  if (!data || data.rankings.length + data.draws.length === 0) return null
  return (
    <LinkButton to={`/calls/${encodeURIComponent(code)}/results`} look="primary">
      {t('link')}
    </LinkButton>
  )
}
