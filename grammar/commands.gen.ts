// Generated automatically by nearley, version 2.20.1
// http://github.com/Hardmath123/nearley
// Bypasses TS6133. Allow declared but unused functions.
// @ts-ignore
function id(d: any[]): any { return d[0]; }
declare var talk: any;
declare var text: any;
declare var nick: any;
declare var room: any;
declare var log: any;
declare var place: any;
declare var emoji: any;
declare var words: any;
declare var token: any;
declare var seq: any;
declare var tag: any;
declare var topic: any;
declare var reason: any;
declare var matching: any;
declare var name: any;
declare var time: any;
declare var number: any;
declare var cursor: any;
declare var found: any;

import {
  asIs, bareCommand, both, command, cursors, dashClears, field, listed, listedMore, nothing, only, opened, option, placed,
  rooms, unslashed,
} from './fields.ts';
import { lexer } from './lexer.ts';

interface NearleyToken {
  value: any;
  [key: string]: any;
};

interface NearleyLexer {
  reset: (chunk: string, info: any) => void;
  next: () => NearleyToken | undefined;
  save: () => any;
  formatError: (token: never) => string;
  has: (tokenType: string) => boolean;
};

interface NearleyRule {
  name: string;
  symbols: NearleySymbol[];
  postprocess?: (d: any[], loc?: number, reject?: {}) => any;
};

type NearleySymbol = string | { literal: any } | { test: (token: any) => boolean };

interface Grammar {
  Lexer: NearleyLexer | undefined;
  ParserRules: NearleyRule[];
  ParserStart: string;
};

const grammar: Grammar = {
  Lexer: lexer,
  ParserRules: [
    {"name": "command", "symbols": ["talk"], "postprocess": only},
    {"name": "command", "symbols": ["say"], "postprocess": only},
    {"name": "command", "symbols": ["nick"], "postprocess": only},
    {"name": "command", "symbols": ["join"], "postprocess": only},
    {"name": "command", "symbols": ["part"], "postprocess": only},
    {"name": "command", "symbols": ["room"], "postprocess": only},
    {"name": "command", "symbols": ["msg"], "postprocess": only},
    {"name": "command", "symbols": ["me"], "postprocess": only},
    {"name": "command", "symbols": ["notice"], "postprocess": only},
    {"name": "command", "symbols": ["topic"], "postprocess": only},
    {"name": "command", "symbols": ["names"], "postprocess": only},
    {"name": "command", "symbols": ["rooms"], "postprocess": only},
    {"name": "command", "symbols": ["who"], "postprocess": only},
    {"name": "command", "symbols": ["whois"], "postprocess": only},
    {"name": "command", "symbols": ["whoami"], "postprocess": only},
    {"name": "command", "symbols": ["away"], "postprocess": only},
    {"name": "command", "symbols": ["back"], "postprocess": only},
    {"name": "command", "symbols": ["bell"], "postprocess": only},
    {"name": "command", "symbols": ["history"], "postprocess": only},
    {"name": "command", "symbols": ["ping"], "postprocess": only},
    {"name": "command", "symbols": ["search"], "postprocess": only},
    {"name": "command", "symbols": ["reply"], "postprocess": only},
    {"name": "command", "symbols": ["edit"], "postprocess": only},
    {"name": "command", "symbols": ["delete"], "postprocess": only},
    {"name": "command", "symbols": ["react"], "postprocess": only},
    {"name": "command", "symbols": ["unreact"], "postprocess": only},
    {"name": "command", "symbols": ["typing"], "postprocess": only},
    {"name": "command", "symbols": ["format"], "postprocess": only},
    {"name": "command", "symbols": ["resume"], "postprocess": only},
    {"name": "command", "symbols": ["help"], "postprocess": only},
    {"name": "command", "symbols": ["motd"], "postprocess": only},
    {"name": "command", "symbols": ["quit"], "postprocess": only},
    {"name": "talk", "symbols": ["said"], "postprocess": command('say')},
    {"name": "say", "symbols": [{"literal":"/say"}, "tag", "text"], "postprocess": command('say')},
    {"name": "nick", "symbols": [{"literal":"/nick"}, "tag", "a_nick"], "postprocess": command('nick')},
    {"name": "join$subexpression$1", "symbols": [{"literal":"/join"}]},
    {"name": "join$subexpression$1", "symbols": [{"literal":"/j"}]},
    {"name": "join", "symbols": ["join$subexpression$1", "tag", "places", "quiet"], "postprocess": command('join')},
    {"name": "part$subexpression$1", "symbols": [{"literal":"/part"}]},
    {"name": "part$subexpression$1", "symbols": [{"literal":"/p"}]},
    {"name": "part", "symbols": ["part$subexpression$1", "tag", "some_rooms", "some_reason"], "postprocess": command('part')},
    {"name": "room", "symbols": [{"literal":"/room"}, "tag", "some_room"], "postprocess": command('room')},
    {"name": "msg$subexpression$1", "symbols": [{"literal":"/msg"}]},
    {"name": "msg$subexpression$1", "symbols": [{"literal":"/m"}]},
    {"name": "msg", "symbols": ["msg$subexpression$1", "tag", "to", "text"], "postprocess": command('msg')},
    {"name": "me", "symbols": [{"literal":"/me"}, "tag", "some_room", "text"], "postprocess": command('me')},
    {"name": "notice", "symbols": [{"literal":"/notice"}, "tag", "to", "text"], "postprocess": command('notice')},
    {"name": "topic", "symbols": [{"literal":"/topic"}, "tag", "some_room", "some_topic"], "postprocess": command('topic')},
    {"name": "names", "symbols": [{"literal":"/names"}, "tag", "some_room"], "postprocess": command('names')},
    {"name": "rooms$subexpression$1", "symbols": [{"literal":"/rooms"}]},
    {"name": "rooms$subexpression$1", "symbols": [{"literal":"/list"}]},
    {"name": "rooms", "symbols": ["rooms$subexpression$1", "tag", "some_matching"], "postprocess": command('rooms')},
    {"name": "who$subexpression$1", "symbols": [{"literal":"/who"}]},
    {"name": "who$subexpression$1", "symbols": [{"literal":"/w"}]},
    {"name": "who", "symbols": ["who$subexpression$1", "tag", "some_room"], "postprocess": command('who')},
    {"name": "whois", "symbols": [{"literal":"/whois"}, "tag", "a_nick"], "postprocess": command('whois')},
    {"name": "whoami", "symbols": [{"literal":"/whoami"}, "tag"], "postprocess": command('whoami')},
    {"name": "away", "symbols": [{"literal":"/away"}, "tag", "some_away"], "postprocess": command('away')},
    {"name": "back", "symbols": [{"literal":"/back"}, "tag"], "postprocess": command('back')},
    {"name": "bell", "symbols": [{"literal":"/bell"}, "tag", "state"], "postprocess": command('bell')},
    {"name": "history", "symbols": [{"literal":"/history"}, "tag", "some_target", "pages"], "postprocess": command('history')},
    {"name": "search", "symbols": [{"literal":"/search"}, "tag", "words", "filters"], "postprocess": command('search')},
    {"name": "reply$subexpression$1", "symbols": [{"literal":"/reply"}]},
    {"name": "reply$subexpression$1", "symbols": [{"literal":"/r"}]},
    {"name": "reply", "symbols": ["reply$subexpression$1", "tag", "message", "text"], "postprocess": command('reply')},
    {"name": "edit", "symbols": [{"literal":"/edit"}, "tag", "message", "text"], "postprocess": command('edit')},
    {"name": "delete", "symbols": [{"literal":"/delete"}, "tag", "message", "some_reason"], "postprocess": command('delete')},
    {"name": "react", "symbols": [{"literal":"/react"}, "tag", "message", "emoji"], "postprocess": command('react')},
    {"name": "unreact", "symbols": [{"literal":"/unreact"}, "tag", "message", "some_emoji"], "postprocess": command('unreact')},
    {"name": "typing", "symbols": [{"literal":"/typing"}, "tag", "some_target"], "postprocess": command('typing')},
    {"name": "ping", "symbols": [{"literal":"/ping"}, "tag"], "postprocess": command('ping')},
    {"name": "format", "symbols": [{"literal":"/format"}, "tag", "a_format"], "postprocess": command('format')},
    {"name": "resume", "symbols": [{"literal":"/resume"}, "tag", "session", "some_cursors"], "postprocess": command('resume')},
    {"name": "help", "symbols": [{"literal":"/help"}, "tag", "some_about"], "postprocess": command('help')},
    {"name": "motd", "symbols": [{"literal":"/motd"}, "tag"], "postprocess": command('motd')},
    {"name": "quit$subexpression$1", "symbols": [{"literal":"/quit"}]},
    {"name": "quit$subexpression$1", "symbols": [{"literal":"/q"}]},
    {"name": "quit", "symbols": ["quit$subexpression$1", "tag", "some_reason"], "postprocess": command('quit')},
    {"name": "said", "symbols": [(lexer.has("talk") ? {type: "talk"} : talk)], "postprocess": field('text', unslashed)},
    {"name": "text", "symbols": [(lexer.has("text") ? {type: "text"} : text)], "postprocess": field('text', asIs)},
    {"name": "a_nick", "symbols": [(lexer.has("nick") ? {type: "nick"} : nick)], "postprocess": field('nick', asIs)},
    {"name": "to", "symbols": [(lexer.has("room") ? {type: "room"} : room)], "postprocess": field('to', asIs)},
    {"name": "to", "symbols": [(lexer.has("nick") ? {type: "nick"} : nick)], "postprocess": field('to', asIs)},
    {"name": "to", "symbols": [(lexer.has("log") ? {type: "log"} : log)], "postprocess": field('to', asIs)},
    {"name": "message", "symbols": [(lexer.has("place") ? {type: "place"} : place)], "postprocess": placed},
    {"name": "emoji", "symbols": [(lexer.has("emoji") ? {type: "emoji"} : emoji)], "postprocess": field('emoji', asIs)},
    {"name": "words", "symbols": [(lexer.has("words") ? {type: "words"} : words)], "postprocess": field('words', asIs)},
    {"name": "searched", "symbols": [(lexer.has("room") ? {type: "room"} : room)], "postprocess": field('in', asIs)},
    {"name": "searched", "symbols": [(lexer.has("nick") ? {type: "nick"} : nick)], "postprocess": field('in', asIs)},
    {"name": "searched", "symbols": [(lexer.has("log") ? {type: "log"} : log)], "postprocess": field('in', asIs)},
    {"name": "state", "symbols": [{"literal":"on"}], "postprocess": field('state', asIs<'on'>)},
    {"name": "state", "symbols": [{"literal":"off"}], "postprocess": field('state', asIs<'off'>)},
    {"name": "a_format", "symbols": [{"literal":"plain"}], "postprocess": field('format', asIs<'plain'>)},
    {"name": "a_format", "symbols": [{"literal":"json"}], "postprocess": field('format', asIs<'json'>)},
    {"name": "session", "symbols": [(lexer.has("token") ? {type: "token"} : token)], "postprocess": field('token', asIs)},
    {"name": "places", "symbols": ["place_list"], "postprocess": rooms},
    {"name": "place_list", "symbols": ["place"], "postprocess": only},
    {"name": "place_list", "symbols": ["place_list", {"literal":","}, "place"], "postprocess": listedMore},
    {"name": "place", "symbols": [(lexer.has("room") ? {type: "room"} : room)], "postprocess": listed},
    {"name": "place", "symbols": [(lexer.has("room") ? {type: "room"} : room), {"literal":"="}, (lexer.has("seq") ? {type: "seq"} : seq)], "postprocess": listed},
    {"name": "room_list", "symbols": ["a_room"], "postprocess": only},
    {"name": "room_list", "symbols": ["room_list", {"literal":","}, "a_room"], "postprocess": listedMore},
    {"name": "a_room", "symbols": [(lexer.has("room") ? {type: "room"} : room)], "postprocess": listed},
    {"name": "cursor_list", "symbols": ["cursor"], "postprocess": only},
    {"name": "cursor_list", "symbols": ["cursor_list", {"literal":","}, "cursor"], "postprocess": listedMore},
    {"name": "cursor", "symbols": [(lexer.has("room") ? {type: "room"} : room), {"literal":"="}, (lexer.has("seq") ? {type: "seq"} : seq)], "postprocess": listed},
    {"name": "cursor", "symbols": [(lexer.has("log") ? {type: "log"} : log), {"literal":"="}, (lexer.has("seq") ? {type: "seq"} : seq)], "postprocess": listed},
    {"name": "tag", "symbols": [], "postprocess": nothing},
    {"name": "tag", "symbols": [{"literal":"@"}, (lexer.has("tag") ? {type: "tag"} : tag)], "postprocess": option('tag', asIs)},
    {"name": "quiet", "symbols": [], "postprocess": nothing},
    {"name": "quiet", "symbols": [{"literal":"quiet"}], "postprocess": field('quiet', () => true)},
    {"name": "some_room", "symbols": [], "postprocess": nothing},
    {"name": "some_room", "symbols": [(lexer.has("room") ? {type: "room"} : room)], "postprocess": field('room', asIs)},
    {"name": "some_rooms", "symbols": [], "postprocess": nothing},
    {"name": "some_rooms", "symbols": ["room_list"], "postprocess": rooms},
    {"name": "some_target", "symbols": [], "postprocess": nothing},
    {"name": "some_target", "symbols": [(lexer.has("room") ? {type: "room"} : room)], "postprocess": field('target', asIs)},
    {"name": "some_target", "symbols": [(lexer.has("nick") ? {type: "nick"} : nick)], "postprocess": field('target', asIs)},
    {"name": "some_target", "symbols": [(lexer.has("log") ? {type: "log"} : log)], "postprocess": field('target', asIs)},
    {"name": "some_cursors", "symbols": [], "postprocess": nothing},
    {"name": "some_cursors", "symbols": ["cursor_list"], "postprocess": cursors},
    {"name": "some_topic", "symbols": [], "postprocess": nothing},
    {"name": "some_topic", "symbols": [(lexer.has("topic") ? {type: "topic"} : topic)], "postprocess": field('text', dashClears)},
    {"name": "some_reason", "symbols": [], "postprocess": nothing},
    {"name": "some_reason", "symbols": [(lexer.has("reason") ? {type: "reason"} : reason)], "postprocess": field('reason', asIs)},
    {"name": "some_emoji", "symbols": [], "postprocess": nothing},
    {"name": "some_emoji", "symbols": [(lexer.has("emoji") ? {type: "emoji"} : emoji)], "postprocess": field('emoji', asIs)},
    {"name": "some_away", "symbols": [], "postprocess": nothing},
    {"name": "some_away", "symbols": [(lexer.has("reason") ? {type: "reason"} : reason)], "postprocess": field('text', asIs)},
    {"name": "some_matching", "symbols": [], "postprocess": nothing},
    {"name": "some_matching", "symbols": [(lexer.has("matching") ? {type: "matching"} : matching)], "postprocess": field('matching', asIs)},
    {"name": "some_about", "symbols": [], "postprocess": nothing},
    {"name": "some_about", "symbols": [(lexer.has("name") ? {type: "name"} : name)], "postprocess": field('about', bareCommand)},
    {"name": "pages", "symbols": [], "postprocess": nothing},
    {"name": "pages", "symbols": ["pages", "page"], "postprocess": both},
    {"name": "page", "symbols": [{"literal":"before="}, (lexer.has("seq") ? {type: "seq"} : seq)], "postprocess": option('before', Number)},
    {"name": "page", "symbols": [{"literal":"after="}, (lexer.has("seq") ? {type: "seq"} : seq)], "postprocess": option('after', Number)},
    {"name": "page", "symbols": [{"literal":"around="}, (lexer.has("seq") ? {type: "seq"} : seq)], "postprocess": option('around', Number)},
    {"name": "page", "symbols": [{"literal":"since="}, (lexer.has("time") ? {type: "time"} : time)], "postprocess": option('since', asIs)},
    {"name": "page", "symbols": [{"literal":"limit="}, (lexer.has("number") ? {type: "number"} : number)], "postprocess": option('limit', Number)},
    {"name": "filters", "symbols": [], "postprocess": nothing},
    {"name": "filters", "symbols": ["filters", "filter"], "postprocess": both},
    {"name": "filter", "symbols": [{"literal":"in="}, "searched"], "postprocess": opened},
    {"name": "filter", "symbols": [{"literal":"from="}, (lexer.has("nick") ? {type: "nick"} : nick)], "postprocess": option('from', asIs)},
    {"name": "filter", "symbols": [{"literal":"before="}, (lexer.has("time") ? {type: "time"} : time)], "postprocess": option('before', asIs)},
    {"name": "filter", "symbols": [{"literal":"after="}, (lexer.has("time") ? {type: "time"} : time)], "postprocess": option('after', asIs)},
    {"name": "filter", "symbols": [{"literal":"next="}, (lexer.has("cursor") ? {type: "cursor"} : cursor)], "postprocess": option('next', asIs)},
    {"name": "filter", "symbols": [{"literal":"limit="}, (lexer.has("found") ? {type: "found"} : found)], "postprocess": option('limit', Number)}
  ],
  ParserStart: "command",
};

export default grammar;
