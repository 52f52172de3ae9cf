import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeclarationCode, MyRequest } from '#schema/allocation'
import type { EligibilityQuestion } from '#schema/calls'
import { ApiProblem } from '../../api/client.ts'
import { useProblemText } from '../../api/useProblemText.ts'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Button } from '../../ui/Button.tsx'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { ErrorSummary, type SummaryEntry } from '../../ui/ErrorSummary.tsx'
import { Note } from '../../ui/marks.tsx'
import { useGo } from '../../url/navigate.ts'
import { useApplicantEntries, useDutyEntries, useWorkEntries } from '../ContentList.tsx'
import { FileLines } from '../FileLines.tsx'
import { requestQuery, sendRequest } from '../requestsApi.ts'
import type { Draft } from '../useDraft.ts'
import styles from './ask.module.css'
import { Declarations } from './Declarations.tsx'
import { SaveState } from './SaveState.tsx'

interface ReviewStepProps {
  request: MyRequest
  draft: Draft
  questions: readonly EligibilityQuestion[]
  findErrors: (declared: readonly DeclarationCode[]) => SummaryEntry[]
  onChange: () => void
}

function Part({ title, onChange, children }: { title: string; onChange: () => void; children: ReactNode }) {
  const { t } = useTranslation('requests')
  return (
    <section className={styles.part}>
      <div className={styles.partHead}>
        <h3>{title}</h3>
        <Button look="quiet" aria-label={t('ask.review.changeWhat', { what: title })} onPress={onChange}>
          {t('ask.review.change')}
        </Button>
      </div>
      {children}
    </section>
  )
}

function Answers({ request, draft, questions, onChange }: Omit<ReviewStepProps, 'findErrors'>) {
  const { t } = useTranslation(['requests', 'ui'])
  const english = useLanguage() === 'en'
  const { content } = draft.state
  const duty = useDutyEntries(content)
  const files = useQuery(requestQuery(request.id)).data?.files ?? request.files
  return (
    <>
      <Part title={t('requests:ask.form.who')} onChange={onChange}>
        <DefinitionList missing={t('requests:field.notSaid')} entries={useApplicantEntries(content)} />
      </Part>
      <Part title={t('requests:ask.form.what')} onChange={onChange}>
        <DefinitionList missing={t('requests:field.notSaid')} entries={useWorkEntries(content)} />
      </Part>
      <Part title={t('requests:ask.form.project')} onChange={onChange}>
        <p className={styles.projectText}>{content.text}</p>
      </Part>
      {request.kind === 'application' && (
        <Part title={t('requests:duty.title')} onChange={onChange}>
          <DefinitionList missing={t('requests:field.notSaid')} entries={duty} />
        </Part>
      )}
      <Part title={t('requests:files.title')} onChange={onChange}>
        <FileLines requestId={request.id} files={files} />
      </Part>
      <section className={styles.part}>
        <h3>{t('requests:ask.review.eligibility')}</h3>
        <DefinitionList
          entries={questions.map(({ code, text, textEn }) => ({
            term: english ? textEn : text,
            value: t(content.eligibilityAnswers?.[code] ? 'ui:yes' : 'ui:no'),
          }))}
        />
      </section>
    </>
  )
}

/** That it came too late, with both times to the second; null for any other error. */
function useLateText() {
  const { t } = useTranslation('requests')
  const format = useFormats()
  return (error: unknown): string | null => {
    const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
    const at = (name: string) => entries.find(({ pointer }) => pointer === name)?.detail
    const [closed, received] = [at('/closesAt'), at('/receivedAt')]
    if (!closed || !received) return null
    return t('ask.review.late', {
      deadline: `${format.date(closed)}, ${format.exactTime(closed)}`,
      arrival: format.exactTime(received),
    })
  }
}

/** The answers to read again, what is declared with them, and the one button that sends. */
export function ReviewStep(props: ReviewStepProps) {
  const { request, draft, findErrors } = props
  const { t } = useTranslation(['requests', 'parties'])
  const go = useGo()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const lateText = useLateText()
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const [declared, setDeclared] = useState<DeclarationCode[]>([])
  const send = useMutation({
    mutationFn: async () => sendRequest(request.id, await draft.saveNow(), declared),
    onSuccess: (receipt) => {
      void queries.invalidateQueries({ queryKey: ['requests'], refetchType: 'none' })
      // The receipt must not be shown from the draft that was kept.
      queries.removeQueries({ queryKey: requestQuery(receipt.id).queryKey, exact: true })
      go(`/requests/${receipt.id}/receipt`, { replace: true })
    },
    onError: (error) => setErrors([{ field: 'send', text: lateText(error) ?? problemText(error) }]),
  })
  const submit = () => {
    const found = findErrors(declared)
    setErrors(found)
    if (found.length === 0) send.mutate()
  }
  return (
    <div className={styles.step}>
      <div className={styles.stepHead}>
        <h2>{t('requests:ask.review.title')}</h2>
        <SaveState requestId={request.id} draft={draft} />
      </div>
      <p>{t('requests:ask.review.intro')}</p>
      <ErrorSummary entries={errors} />
      <Answers {...props} />
      {request.party.role === 'editor' ? (
        <Note>{t('parties:ask.onlyRepresentative', { name: request.party.name })}</Note>
      ) : (
        <>
          <Declarations
            kind={request.kind}
            applicant={draft.state.content.applicant}
            declared={declared}
            onChange={setDeclared}
            errors={errors}
          />
          <p>
            <Button id="send" look="primary" big isPending={send.isPending} onPress={submit}>
              {send.isPending
                ? t('requests:ask.review.sending')
                : t(`requests:ask.review.send.${request.kind}`)}
            </Button>
          </p>
        </>
      )}
    </div>
  )
}
