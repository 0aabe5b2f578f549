// A Discord by other hands, npm's discord-digital-twin, driven by lines of JSON:
//
//   node twin.mjs FOLDER
//
// FOLDER has the twin in its node_modules. The first line that this prints says where the twin is and who is in it. Each
// line that it reads has a command in "do", and one line as its answer, in turn: {"value": …} or {"error": …}.
//
//   {"do": "ready"}                               whether the bot has been greeted by the gateway
//   {"do": "commands"}                            the commands that are registered
//   {"do": "say", "text"}                         ana says it in the channel; the message
//   {"do": "use", "command", "option", "text"}    ana uses a slash command, with one option; its id
//   {"do": "type", "command", "option", "text"}   ana types it, and would have it completed; its id
//   {"do": "press", "message", "button"}          ana presses the button with this custom_id; its id
//   {"do": "interaction", "id"}                   what has become of one of these three
//   {"do": "messages"}                            all messages of the channel, the private ones too
//   {"do": "threads"}                             the threads of the channel
//   {"do": "requests"}                            what the bot has asked of the REST API, in order
//
// It ends when there is nothing more to read, and takes with it whatever else is in the group of processes that it leads:
// however the test ends, nothing of it is left.
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'

// The twin would listen on all addresses of the machine.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, '127.0.0.1', ...rest)
}

const folder = path.join(path.resolve(process.argv[2]), 'package.json')
const { DigitalDiscord } = await import(pathToFileURL(createRequire(folder).resolve('discord-digital-twin')))

const discord = new DigitalDiscord({
  guild: { name: 'Newsroom' },
  channels: [{ name: 'general', type: 0 }],
  users: [{ username: 'ana' }],
  botUser: { username: 'Footnote' },
  botToken: 'MTAwMDAwMDAwMDAwMDAwMDAw.twin.hardly-a-secret',
})
await discord.start()
const { prisma, server, botToken, botUserId: bot } = discord
const { id: channel } = await prisma.channel.findFirst()
const general = discord.channel(channel)
const userId = await discord.getFirstNonBotUserId()
const ana = general.user(userId)

// What Discord has and the twin lacks: GET /gateway, in any version; the list of an application's commands; in events,
// whom a message mentions, and for whom the bot is installed. These hold what the bot needs of them.
const requests = []
const [route] = server.httpServer.listeners('request')
server.httpServer.removeAllListeners('request')
server.httpServer.on('request', async (req, res) => {
  const noted = { method: req.method, path: req.url, asBot: req.headers.authorization === `Bot ${botToken}`, status: 0 }
  requests.push(noted)
  res.on('finish', () => (noted.status = res.statusCode))
  if (/^\/api\/v\d+\/gateway$/.test(req.url)) {
    req.url = '/api/v10/gateway/bot'
  } else if (req.method === 'GET' && req.url.startsWith(`/api/v10/applications/${bot}/commands`)) {
    res.setHeader('Content-Type', 'application/json')
    res.end(JSON.stringify(await registered()))
    return
  }
  route(req, res)
})

async function registered() {
  const rows = await prisma.applicationCommand.findMany({ where: { applicationId: bot, guildId: null } })
  return rows.map(({ defaultMemberPermissions, options, ...row }) => ({
    ...row,
    default_member_permissions: defaultMemberPermissions,
    options: JSON.parse(options),
  }))
}

const lacking = {
  MESSAGE_CREATE: ({ content }) =>
    content.includes(`<@${bot}>`) ? { mentions: [{ id: bot, username: 'Footnote', bot: true }] } : {},
  INTERACTION_CREATE: ({ guild_id }) => ({ authorizing_integration_owners: { 0: guild_id } }),
}
const broadcast = server.gateway.broadcast.bind(server.gateway)
server.gateway.broadcast = (event, data) => broadcast(event, { ...data, ...lacking[event]?.(data) })

const commands = {
  ready: () => server.gateway.clients.some((c) => c.identified && c.sequence > 0),
  commands: registered,
  say: ({ text }) => ana.sendMessage({ content: text }),
  use: async ({ command, option, text }) =>
    (await ana.runSlashCommand({ name: command, options: [{ name: option, type: 3, value: text }] })).id,
  type: async ({ command, option, text }) => {
    const data = { name: command, type: 1, options: [{ name: option, type: 3, value: text, focused: true }] }
    return (await discord.simulateInteraction({ type: 4, channelId: channel, userId, data })).id
  },
  press: async ({ message, button }) => (await ana.clickButton({ messageId: message, customId: button })).id,
  interaction: ({ id }) => general.getInteractionResponse(id),
  messages: () => general.getMessages(),
  threads: () => general.getThreads(),
  requests: () => requests,
}

const print = (value) => process.stdout.write(JSON.stringify(value) + '\n')
print({ api: discord.restUrl, token: botToken, bot })
for await (const line of readline.createInterface({ input: process.stdin })) {
  try {
    const command = JSON.parse(line)
    print({ value: await commands[command.do](command) })
  } catch (err) {
    print({ error: String(err) })
  }
}
try {
  process.kill(-process.pid, 'SIGKILL')
} catch {
  process.exit() // it leads no group
}
