import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DeskPlan } from '#schema/plans'
import { ApiProblem, api } from '../api/client.ts'
import { it } from '../i18n/resources.ts'
import { deskPlanQuery, deskPlansQuery } from './plansApi.ts'

interface Changing {
  /** Below the address of the plan. */
  below: string
  body: object
  method?: 'PUT' | 'POST'
}

/** Changes a plan at the version that is shown, and shows it as it then stands. */
export function usePlanChange<Answer = DeskPlan>(plan: DeskPlan, onDone: (answer: Answer) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ below, body, method = 'PUT' }: Changing) =>
      api<Answer>(`/api/desk/plans/${plan.code}${below}`, {
        method,
        body: { ...body, version: plan.version },
      }),
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: deskPlanQuery(plan.code).queryKey })
      void queries.invalidateQueries({ queryKey: deskPlansQuery.queryKey, exact: true })
      void queries.invalidateQueries({ queryKey: ['plans'] })
      onDone(answer)
    },
  })
}

type Fault = keyof typeof it.planDesk.fault
const isFault = (code: string): code is Fault => code in it.planDesk.fault

/** What the server found wrong, in words, by the field of its place: `/items/2/code` is `items-2-code`. */
export function usePlanFaults(error: Error | null): { field: string; text: string }[] {
  const { t } = useTranslation('planDesk')
  if (!(error instanceof ApiProblem) || error.problem?.type !== '/problems/plan-faults') return []
  return (error.problem.errors ?? []).map(({ pointer, detail }) => ({
    field: pointer.slice(1).replaceAll('/', '-'),
    text: t(`fault.${isFault(detail) ? detail : 'other'}`),
  }))
}
