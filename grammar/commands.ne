# Every line that a person can type. How a terminal (%room) looks, and which wins where several could stand, is said in
# terminals.ts; blanks are skipped by lexer.ts. Arguments label themselves (fields.ts); a command is the sum of its labels.
# Rules that keep this unambiguous: no `:?` `:*` `:+`; no two optionals of one terminal in a row; lists grow to the left.

@preprocessor typescript
@{%
import {
  asIs, bareCommand, both, command, cursors, dashClears, field, listed, listedMore, nothing, only, opened, option, placed,
  rooms, unslashed,
} from './fields.ts';
import { lexer } from './lexer.ts';
%}
@lexer lexer

command -> talk   {% only %} | say    {% only %} | nick    {% only %} | join  {% only %} | part   {% only %}
         | room   {% only %} | msg    {% only %} | me      {% only %} | notice {% only %} | topic {% only %}
         | names  {% only %} | rooms  {% only %} | who     {% only %} | whois {% only %} | whoami {% only %}
         | away   {% only %} | back   {% only %} | bell    {% only %} | history {% only %} | ping {% only %}
         | search {% only %} | reply  {% only %} | edit    {% only %} | delete {% only %} | react {% only %}
         | unreact {% only %} | typing {% only %}
         | format {% only %} | resume {% only %} | help    {% only %} | motd  {% only %} | quit   {% only %}

talk    -> said                                           {% command('say') %}
say     -> "/say" tag text                                {% command('say') %}
nick    -> "/nick" tag a_nick                             {% command('nick') %}
join    -> ("/join" | "/j") tag places quiet              {% command('join') %}
part    -> ("/part" | "/p") tag some_rooms some_reason    {% command('part') %}
room    -> "/room" tag some_room                          {% command('room') %}
msg     -> ("/msg" | "/m") tag to text                    {% command('msg') %}
me      -> "/me" tag some_room text                       {% command('me') %}
notice  -> "/notice" tag to text                          {% command('notice') %}
topic   -> "/topic" tag some_room some_topic              {% command('topic') %}
names   -> "/names" tag some_room                         {% command('names') %}
rooms   -> ("/rooms" | "/list") tag some_matching         {% command('rooms') %}
who     -> ("/who" | "/w") tag some_room                  {% command('who') %}
whois   -> "/whois" tag a_nick                            {% command('whois') %}
whoami  -> "/whoami" tag                                  {% command('whoami') %}
away    -> "/away" tag some_away                          {% command('away') %}
back    -> "/back" tag                                    {% command('back') %}
bell    -> "/bell" tag state                              {% command('bell') %}
history -> "/history" tag some_target pages               {% command('history') %}
search  -> "/search" tag words filters                    {% command('search') %}
reply   -> ("/reply" | "/r") tag message text             {% command('reply') %}
edit    -> "/edit" tag message text                       {% command('edit') %}
delete  -> "/delete" tag message some_reason              {% command('delete') %}
react   -> "/react" tag message emoji                     {% command('react') %}
unreact -> "/unreact" tag message some_emoji              {% command('unreact') %}
typing  -> "/typing" tag some_target                      {% command('typing') %}
ping    -> "/ping" tag                                    {% command('ping') %}
format  -> "/format" tag a_format                         {% command('format') %}
resume  -> "/resume" tag session some_cursors             {% command('resume') %}
help    -> "/help" tag some_about                         {% command('help') %}
motd    -> "/motd" tag                                    {% command('motd') %}
quit    -> ("/quit" | "/q") tag some_reason               {% command('quit') %}

# Required arguments.
said     -> %talk                                         {% field('text', unslashed) %}
text     -> %text                                         {% field('text', asIs) %}
a_nick   -> %nick                                         {% field('nick', asIs) %}
to       -> %room                                         {% field('to', asIs) %}
          | %nick                                         {% field('to', asIs) %}
          | %log                                          {% field('to', asIs) %}
message  -> %place                                        {% placed %}
emoji    -> %emoji                                        {% field('emoji', asIs) %}
words    -> %words                                        {% field('words', asIs) %}
searched -> %room                                         {% field('in', asIs) %}
          | %nick                                         {% field('in', asIs) %}
          | %log                                          {% field('in', asIs) %}
state    -> "on"                                          {% field('state', asIs<'on'>) %}
          | "off"                                         {% field('state', asIs<'off'>) %}
a_format -> "plain"                                       {% field('format', asIs<'plain'>) %}
          | "json"                                        {% field('format', asIs<'json'>) %}
session  -> %token                                        {% field('token', asIs) %}

# Lists: #a,#b and #a=120,#b and #a=120,@k3f9=7.
places        -> place_list                               {% rooms %}
place_list    -> place                                    {% only %}
               | place_list "," place                     {% listedMore %}
place         -> %room                                    {% listed %}
               | %room "=" %seq                           {% listed %}
room_list     -> a_room                                   {% only %}
               | room_list "," a_room                     {% listedMore %}
a_room        -> %room                                    {% listed %}
cursor_list   -> cursor                                   {% only %}
               | cursor_list "," cursor                   {% listedMore %}
cursor        -> %room "=" %seq                           {% listed %}
               | %log "=" %seq                            {% listed %}

# Arguments that may be left out.
tag           -> null                                     {% nothing %}
               | "@" %tag                                 {% option('tag', asIs) %}
quiet         -> null                                     {% nothing %}
               | "quiet"                                  {% field('quiet', () => true) %}
some_room     -> null                                     {% nothing %}
               | %room                                    {% field('room', asIs) %}
some_rooms    -> null                                     {% nothing %}
               | room_list                                {% rooms %}
some_target   -> null                                     {% nothing %}
               | %room                                    {% field('target', asIs) %}
               | %nick                                    {% field('target', asIs) %}
               | %log                                     {% field('target', asIs) %}
some_cursors  -> null                                     {% nothing %}
               | cursor_list                              {% cursors %}
some_topic    -> null                                     {% nothing %}
               | %topic                                   {% field('text', dashClears) %}
some_reason   -> null                                     {% nothing %}
               | %reason                                  {% field('reason', asIs) %}
some_emoji    -> null                                     {% nothing %}
               | %emoji                                   {% field('emoji', asIs) %}
some_away     -> null                                     {% nothing %}
               | %reason                                  {% field('text', asIs) %}
some_matching -> null                                     {% nothing %}
               | %matching                                {% field('matching', asIs) %}
some_about    -> null                                     {% nothing %}
               | %name                                    {% field('about', bareCommand) %}

# Options come in any order. That each comes once, and that some exclude each other, is said in literals.ts.
pages   -> null                                           {% nothing %}
         | pages page                                     {% both %}
page    -> "before=" %seq                                 {% option('before', Number) %}
         | "after=" %seq                                  {% option('after', Number) %}
         | "around=" %seq                                 {% option('around', Number) %}
         | "since=" %time                                 {% option('since', asIs) %}
         | "limit=" %number                               {% option('limit', Number) %}
filters -> null                                           {% nothing %}
         | filters filter                                 {% both %}
filter  -> "in=" searched                                 {% opened %}
         | "from=" %nick                                  {% option('from', asIs) %}
         | "before=" %time                                {% option('before', asIs) %}
         | "after=" %time                                 {% option('after', asIs) %}
         | "next=" %cursor                                {% option('next', asIs) %}
         | "limit=" %found                                {% option('limit', Number) %}
