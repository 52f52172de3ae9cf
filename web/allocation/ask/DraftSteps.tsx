import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ContentFault, checkContent } from '#rules/allocation'
import { romeDate } from '#rules/city'
import type { DeclarationCode, MyRequest } from '#schema/allocation'
import type { Call, EligibilityQuestion } from '#schema/calls'
import { useLanguage } from '../../i18n/useLanguage.ts'
import type { SummaryEntry } from '../../ui/ErrorSummary.tsx'
import { type AskStep, fieldOf, hasReduction } from '../draft.ts'
import { useDraft } from '../useDraft.ts'
import { useFaultText } from '../useFaultText.ts'
import { FormStep } from './FormStep.tsx'
import { ReviewStep } from './ReviewStep.tsx'

interface DraftStepsProps {
  request: MyRequest
  step: 'form' | 'review'
  questions: readonly EligibilityQuestion[]
  excludedActivities: readonly string[]
  /** The call an application is for; null for an expression of interest. */
  call: Call | null
  answers: Record<string, boolean> | undefined
  goTo: (step: AskStep) => void
}

/** Lots whose price is not sealed yet, where the call asks for one. */
const priceFaults = ({ targets }: MyRequest, call: Call | null): ContentFault[] =>
  call?.criteria?.price && !call.standing
    ? targets
        .filter(({ priceHash }) => priceHash === null)
        .map(({ lotId }) => ({ pointer: `/prices/${lotId}`, code: 'priceMissing' }))
    : []

/** What is wrong, in words; of a price with the number of its lot, of a document with its name. */
function useWords({ party, targets }: MyRequest, call: Call | null) {
  const { t } = useTranslation(['bids', 'requests'])
  const english = useLanguage() === 'en'
  const faultText = useFaultText(party.kind)
  return (fault: ContentFault): SummaryEntry => {
    const target = targets.find(({ lotId }) => fault.pointer === `/prices/${lotId}`)
    const document = call?.requiredDocuments.find(({ code }) => fault.pointer === `/documents/${code}`)
    if (document) {
      const name = (english && document.labelEn) || document.label
      return {
        field: fieldOf(fault.pointer),
        text: t('requests:fault.documentMissing', { field: name, rule: '' }),
      }
    }
    if (!target) return faultText(fault)
    return { field: fieldOf(fault.pointer), text: t('bids:price.seal', { number: target.lotNumber ?? 0 }) }
  }
}

/** Documents of the call that are not attached yet. */
const documentFaults = ({ files }: MyRequest, call: Call | null): ContentFault[] =>
  (call?.requiredDocuments ?? [])
    .filter(({ code }) => !files.some(({ document }) => document === code))
    .map(({ code }) => ({ pointer: `/documents/${code}`, code: 'documentMissing' }))

const isDeclaration = ({ pointer }: ContentFault) => pointer.startsWith('/declarations/')

/** Writing the request and reading it again: two steps over one draft. */
export function DraftSteps(props: DraftStepsProps) {
  const { request, step, questions, excludedActivities, call, answers, goTo } = props
  const draft = useDraft(request, answers && { eligibilityAnswers: answers })
  const faultText = useWords(request, call)
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const faults = (declared: readonly DeclarationCode[] = []) => [
    ...priceFaults(request, call),
    ...documentFaults(request, call),
    ...checkContent(draft.state.content, {
      kind: request.kind,
      partyKind: request.party.kind,
      declared,
      questions,
      excludedActivities,
      asksDeMinimis: hasReduction(call),
      today: romeDate(new Date()),
    }),
  ]
  const standing = new Set(faults().map(({ pointer }) => fieldOf(pointer)))
  const toReview = () => {
    const found = faults()
      .filter((fault) => !isDeclaration(fault))
      .map(faultText)
    setErrors(found)
    if (found.length > 0) return
    void draft.saveNow().catch(() => undefined)
    goTo('review')
  }
  if (step === 'form') {
    return (
      <FormStep
        request={request}
        draft={draft}
        call={call}
        errors={errors}
        standing={standing}
        onContinue={toReview}
      />
    )
  }
  return (
    <ReviewStep
      request={request}
      draft={draft}
      questions={questions}
      findErrors={(declared) => faults(declared).map(faultText)}
      onChange={() => goTo('form')}
    />
  )
}
