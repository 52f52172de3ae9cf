import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** The part of IMAP (RFC 3501) that reading a mailbox needs; the messages are given, and never change. */
export async function startImapServer(messages: Buffer[], login: { user: string; password: string }) {
  const commands: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    const send = (line: string) => socket.write(`${line}\r\n`)
    let text = ''
    send('* OK ready')
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1')
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        commands.push(line.replace(/^\S+ /, ''))
        answer(line, messages, login, socket)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    /** What clients have said, without their tags. */
    commands,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const headerOf = (message: Buffer, name: string): string =>
  message
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.split('\r\n')
    .find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? ''

/** UIDs of a set such as `3:*` or `2`; `*` is the last, which `n:*` holds even where n is beyond it. */
function uidsOf(set: string, last: number): number[] {
  const [from = '1', to = from] = set.split(':')
  const bounds = [from, to].map((bound) => (bound === '*' ? last : Number(bound)))
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)]
  return Array.from({ length: last }, (_, index) => index + 1).filter((uid) => uid >= low && uid <= high)
}

function fetched(message: Buffer, uid: number, what: string): Buffer {
  const isWhole = /BODY(\.PEEK)?\[\]/i.test(what)
  const part = isWhole ? message : Buffer.from(`${headerOf(message, 'x-ricevuta')}\r\n\r\n`)
  const name = isWhole ? 'BODY[]' : 'BODY[HEADER.FIELDS (X-RICEVUTA)]'
  const head = Buffer.from(`* ${uid} FETCH (UID ${uid} ${name} {${part.length}}\r\n`)
  return Buffer.concat([head, part, Buffer.from(')\r\n')])
}

/** Replies to commands that need no more than a few lines; `EXISTS` and `UIDNEXT` are those of the mailbox. */
const simple = (count: number): [RegExp, string[]][] => [
  [/^CAPABILITY/i, ['* CAPABILITY IMAP4rev1']],
  [/^LIST/i, ['* LIST (\\HasNoChildren) "/" "INBOX"']],
  [
    /^EXAMINE/i,
    ['* FLAGS ()', `* ${count} EXISTS`, '* OK [UIDVALIDITY 42] valid', `* OK [UIDNEXT ${count + 1}] next`],
  ],
  [/^LOGOUT/i, ['* BYE bye']],
  [/^NOOP/i, []],
]

function answer(
  line: string,
  messages: Buffer[],
  { user, password }: { user: string; password: string },
  socket: Socket,
): void {
  const tag = line.slice(0, line.indexOf(' '))
  const rest = line.slice(tag.length + 1)
  const send = (...lines: string[]): void => {
    socket.write(lines.map((each) => `${each}\r\n`).join(''))
  }
  const known = simple(messages.length).find(([pattern]) => pattern.test(rest))
  if (known) return send(...known[1], `${tag} OK done`)
  if (/^LOGIN/i.test(rest)) {
    const right = rest.replaceAll('"', '') === `LOGIN ${user} ${password}`
    return send(right ? `${tag} OK done` : `${tag} NO wrong password`)
  }
  const [, set, what] = rest.match(/^UID FETCH (\S+) (.*)$/i) ?? []
  if (!set || !what) return send(`${tag} BAD unknown command`)
  for (const uid of uidsOf(set, messages.length))
    socket.write(fetched(messages[uid - 1] ?? Buffer.alloc(0), uid, what))
  send(`${tag} OK done`)
}
