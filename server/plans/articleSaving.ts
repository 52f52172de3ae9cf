import { parse } from 'csv-parse/sync'
import type { Db } from '../db/index.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { articlesOfRows, articlesOfText, type ReadArticle } from './articles.ts'
import type { LockedPlan } from './locking.ts'
import type { ArticlesSaved } from './schema.ts'

const options = {
  delimiter: [';', ',', '\t'],
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
}

/** The rows of a CSV file; null where it is none. */
function rowsOf(text: string): string[][] | null {
  try {
    return parse(text, options)
  } catch {
    return null
  }
}

/** @throws {UnprocessableError} where no article is found, or one number stands twice */
function readArticles(text: string): ReadArticle[] {
  const articles = articlesOfRows(rowsOf(text) ?? []) ?? articlesOfText(text)
  const numbers = articles.map(({ number }) => number)
  const twice = numbers.find((number, index) => numbers.indexOf(number) < index)
  if (articles.length > 0 && twice === undefined) return articles
  throw new UnprocessableError('No articles were found, or one stands twice.', '/problems/plan-faults', [
    { pointer: '/text', detail: twice === undefined ? 'noArticles' : 'articleTwice' },
  ])
}

/**
 * Adds articles to a document of a plan, or changes those it has by their numbers; none is taken away, because
 * points may be aimed at it.
 * @throws {NotFoundError} where the plan has no such document
 */
export async function saveArticles(
  trx: Db,
  plan: LockedPlan,
  { documentId, text }: { documentId: number; text: string },
): Promise<ArticlesSaved> {
  const document = await trx('plan_document').where({ id: documentId, plan_id: plan.id }).first('id')
  if (!document) throw new NotFoundError('There is no such document.')
  const articles = readArticles(text)
  const rows = await trx('plan_article').where({ document_id: documentId }).select('number', 'title', 'text')
  const before = new Map(rows.map((row) => [row.number, row]))
  const isSame = (article: ReadArticle) => {
    const row = before.get(article.number)
    return row !== undefined && row.title === article.title && row.text === article.text
  }
  const added = articles.filter(({ number }) => !before.has(number))
  await trx('plan_article')
    .insert(articles.map((article, index) => ({ document_id: documentId, ...article, position: index + 1 })))
    .onConflict(['document_id', 'number'])
    .merge()
  const same = articles.filter(isSame).length
  return {
    added: added.length,
    changed: articles.length - added.length - same,
    same,
    numbers: articles.map(({ number }) => number),
  }
}
