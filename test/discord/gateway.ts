/** The gateway of the loopback Discord: sessions, each of a shard, that are begun, resumed, and told of events. */
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

type Shard = readonly [id: number, count: number]

interface Session {
  id: string
  shard: Shard
  socket: WebSocket
  /** What was sent, for a resume. */
  events: { s: number; t: string; d: unknown }[]
  sent: number
}

export interface GatewayOptions {
  token: string
  /** Privileged intents are refused. */
  refuseIntents: boolean
  newId(): string
  /** What a session of this shard is told at its beginning; READY first. */
  greeting(session: string, isOurs: (guild: string) => boolean): { t: string; d: unknown }[]
}

export function openGateway(http: Server, { token, refuseIntents, newId, greeting }: GatewayOptions) {
  const gateway = new WebSocketServer({ server: http })
  const sessions = new Map<string, Session>()
  const log = { identifies: 0, resumes: 0 }

  gateway.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }))
    socket.on('message', (bytes) => {
      const { op, d } = JSON.parse(String(bytes))
      if (op === 1) socket.send(JSON.stringify({ op: 11 }))
      if (op === 2) identify(socket, d)
      if (op === 6) resume(socket, d)
    })
    // Discord ends the session of a client that closes in order; a broken connection may be resumed.
    socket.on('close', (code) => {
      if (code !== 1000 && code !== 1001) return
      for (const session of sessions.values()) if (session.socket === socket) sessions.delete(session.id)
    })
  })

  const tell = (session: Session, t: string, d: unknown) => {
    const event = { s: ++session.sent, t, d }
    session.events.push(event)
    if (session.socket.readyState === session.socket.OPEN)
      session.socket.send(JSON.stringify({ op: 0, ...event }))
  }

  const identify = (
    socket: WebSocket,
    asked: { token: string; intents: number; shard?: [number, number] },
  ) => {
    log.identifies++
    if (asked.token !== token) return socket.close(4004, 'Authentication failed.')
    if (refuseIntents && asked.intents & (1 << 15)) return socket.close(4014, 'Disallowed intent(s).')
    const session: Session = { id: newId(), shard: asked.shard ?? [0, 1], socket, events: [], sent: 0 }
    sessions.set(session.id, session)
    for (const { t, d } of greeting(session.id, (guild) => isOf(session.shard, guild))) tell(session, t, d)
  }

  const resume = (socket: WebSocket, { session_id, seq }: { session_id: string; seq: number }) => {
    log.resumes++
    const session = sessions.get(session_id)
    if (!session) return socket.send(JSON.stringify({ op: 9, d: false }))
    session.socket = socket
    for (const event of session.events.filter(({ s }) => s > seq))
      socket.send(JSON.stringify({ op: 0, ...event }))
    tell(session, 'RESUMED', {})
  }

  return {
    log,
    /** Tells every session whose shard has this server; null: direct messages. */
    dispatch(guild: string | null, t: string, d: unknown) {
      for (const session of sessions.values()) if (isOf(session.shard, guild)) tell(session, t, d)
    },
    /** Delivers the newest event once more, as it happens when a connection breaks before it was confirmed. */
    repeat() {
      for (const session of sessions.values()) {
        const event = session.events.at(-1)
        if (event) tell(session, event.t, event.d)
      }
    },
    /** The shards of the sessions there are. */
    shards: (): Shard[] => [...sessions.values()].map(({ shard }) => shard),
    /** Ends the connections as a broken network does; the clients are to resume. */
    drop() {
      for (const { socket } of sessions.values()) socket.terminate()
    },
    /** Ends the sessions: the clients are to identify anew. */
    invalidate() {
      for (const { socket } of sessions.values()) socket.send(JSON.stringify({ op: 9, d: false }))
      sessions.clear()
    },
    /** Drops what could be resumed. */
    forget() {
      for (const session of sessions.values()) session.events.length = 0
    },
    close() {
      for (const socket of gateway.clients) socket.terminate()
    },
  }
}

/** As Discord spreads servers; direct messages are the first shard's. */
const isOf = ([id, count]: Shard, guild: string | null): boolean =>
  guild === null ? id === 0 : Number((BigInt(guild) >> 22n) % BigInt(count)) === id
