# Every line that a person can type, in the notation of nearley. This file is made by `npm run grammar` from
# commands/ and arguments/, which say besides what each line means. %room is a terminal; @ and , and = touch what is
# around them, and so does what follows an option; all else has blanks before it.

@{% const lexer = { has: () => true }; %}
@lexer lexer

command -> talk
         | say
         | nick
         | join
         | part
         | room
         | msg
         | me
         | notice
         | topic
         | role
         | op
         | deop
         | voice
         | devoice
         | set
         | rename
         | archive
         | forget
         | kick
         | ban
         | unban
         | mute
         | unmute
         | allow
         | disallow
         | bans
         | audit
         | undo
         | report
         | reports
         | invite
         | knock
         | names
         | rooms
         | who
         | whois
         | whoami
         | why
         | away
         | back
         | bell
         | notify
         | ignore
         | unignore
         | privacy
         | register
         | login
         | logout
         | password
         | account
         | sessions
         | cert
         | token
         | history
         | search
         | read
         | unread
         | mentions
         | reply
         | edit
         | delete
         | react
         | unreact
         | typing
         | ping
         | format
         | resume
         | help
         | motd
         | kill
         | announce
         | lockdown
         | rehash
         | stats
         | quit
talk -> talk_text
talk_text -> %talk
tag -> null
     | "@" %tag
say -> "/say" tag say_text
say_text -> %text
nick -> "/nick" tag nick_nick nick_quiet
nick_nick -> %nick
nick_quiet -> null
            | "quiet"
join -> "/join" tag join_places join_options join_quiet
      | "/j" tag join_places join_options join_quiet
join_places -> join_places_list
join_places_list -> join_places_item
                  | join_places_list "," join_places_item
join_places_item -> %room
                  | %room "=" %seq
join_options -> null
              | join_options join_options_one
join_options_one -> "key=" %key
join_quiet -> null
            | "quiet"
part -> "/part" tag part_rooms part_reason
      | "/p" tag part_rooms part_reason
part_rooms -> null
            | part_rooms_list
part_rooms_list -> part_rooms_item
                 | part_rooms_list "," part_rooms_item
part_rooms_item -> %room
part_reason -> null
             | %reason
room -> "/room" tag room_making
room_making -> null
             | room_making_room
             | %making room_making_room room_making_private
             | %making room_making_room room_making_private room_making_invite
room_making_room -> %room
room_making_private -> "private"
room_making_invite -> %nicks
msg -> "/msg" tag msg_to msg_text
     | "/m" tag msg_to msg_text
msg_to -> %room
        | %nick
        | %log
msg_text -> %text
me -> "/me" tag me_room me_text
me_room -> null
         | %room
me_text -> %text
notice -> "/notice" tag notice_to notice_text
notice_to -> %room
           | %nick
           | %log
notice_text -> %text
topic -> "/topic" tag topic_room topic_text
topic_room -> null
            | %room
topic_text -> null
            | %topic
role -> "/role" tag role_room role_nick role_role
role_room -> null
           | %room
role_nick -> %nick
role_role -> "owner"
           | "op"
           | "voice"
           | "member"
op -> "/op" tag op_room op_nick
op_room -> null
         | %room
op_nick -> %nick
deop -> "/deop" tag deop_room deop_nick
deop_room -> null
           | %room
deop_nick -> %nick
voice -> "/voice" tag voice_room voice_nick
voice_room -> null
            | %room
voice_nick -> %nick
devoice -> "/devoice" tag devoice_room devoice_nick
devoice_room -> null
              | %room
devoice_nick -> %nick
set -> "/set" tag set_room set_setting
set_room -> null
          | %room
set_setting -> null
             | set_setting_name
             | set_setting_name set_setting_value
set_setting_name -> "topic-lock"
                  | "moderated"
                  | "invite-only"
                  | "key"
                  | "limit"
                  | "churn"
                  | "members-only"
                  | "secret"
                  | "slow"
                  | "hold"
                  | "filter"
                  | "welcome"
                  | "retention"
                  | "history"
                  | "archived"
set_setting_value -> %value
rename -> "/rename" tag rename_room rename_name
rename_room -> null
             | %room
rename_name -> %room
archive -> "/archive" tag archive_room archive_off
archive_room -> null
              | %room
archive_off -> null
             | "off"
forget -> "/forget" tag forget_room forget_confirm
forget_room -> %room
forget_confirm -> null
                | %room
kick -> "/kick" tag kick_room kick_nick kick_reason
kick_room -> null
           | %room
kick_nick -> %nick
kick_reason -> null
             | %reason
ban -> "/ban" tag ban_room ban_who ban_options ban_preview ban_reason
ban_room -> null
          | %room
          | %everywhere
ban_who -> %address
         | %mask
         | %nick
ban_options -> null
             | ban_options ban_options_one
ban_options_one -> "for=" %duration
ban_preview -> null
             | "?"
ban_reason -> null
            | %reason
unban -> "/unban" tag unban_room unban_who
unban_room -> null
            | %room
            | %everywhere
unban_who -> %address
           | %mask
           | %nick
mute -> "/mute" tag mute_room mute_who mute_options mute_preview mute_reason
mute_room -> null
           | %room
mute_who -> %address
          | %mask
          | %nick
mute_options -> null
              | mute_options mute_options_one
mute_options_one -> "for=" %duration
mute_preview -> null
              | "?"
mute_reason -> null
             | %reason
unmute -> "/unmute" tag unmute_room unmute_who
unmute_room -> null
             | %room
unmute_who -> %address
            | %mask
            | %nick
allow -> "/allow" tag allow_room allow_who allow_options allow_preview allow_reason
allow_room -> null
            | %room
            | %everywhere
allow_who -> %address
           | %mask
           | %nick
allow_options -> null
               | allow_options allow_options_one
allow_options_one -> "for=" %duration
allow_preview -> null
               | "?"
allow_reason -> null
              | %reason
disallow -> "/disallow" tag disallow_room disallow_who
disallow_room -> null
               | %room
               | %everywhere
disallow_who -> %address
              | %mask
              | %nick
bans -> "/bans" tag bans_room bans_options
bans_room -> null
           | %room
           | %everywhere
bans_options -> null
              | bans_options bans_options_one
bans_options_one -> "after=" %seq
audit -> "/audit" tag audit_room audit_options
audit_room -> null
            | %room
            | %everywhere
audit_options -> null
               | audit_options audit_options_one
audit_options_one -> "before=" %seq
                   | "limit=" %acts
undo -> "/undo" tag undo_room undo_act
undo_room -> null
           | %room
           | %everywhere
undo_act -> %seq
report -> "/report" tag report_room report_message report_reason
report_room -> null
             | %room
report_message -> %seq
report_reason -> null
               | %reason
reports -> "/reports" tag reports_room reports_close
reports_room -> null
              | %room
              | %everywhere
reports_close -> null
               | "close" %seq
invite -> "/invite" tag invite_nick invite_room invite_options
invite_nick -> %nick
invite_room -> null
             | %room
invite_options -> null
                | invite_options invite_options_one
invite_options_one -> "for=" %duration
knock -> "/knock" tag knock_room knock_text
knock_room -> %room
knock_text -> null
            | %reason
names -> "/names" tag names_room names_all
names_room -> null
            | %room
names_all -> null
           | "all"
rooms -> "/rooms" tag rooms_matching
       | "/list" tag rooms_matching
rooms_matching -> null
                | %matching
who -> "/who" tag who_room who_all
     | "/w" tag who_room who_all
who_room -> null
          | %room
who_all -> null
         | "all"
whois -> "/whois" tag whois_nick
whois_nick -> %nick
whoami -> "/whoami" tag
why -> "/why" tag
away -> "/away" tag away_text
away_text -> null
           | %reason
back -> "/back" tag
bell -> "/bell" tag bell_state
bell_state -> "on"
            | "off"
notify -> "/notify" tag notify_room notify_level notify_options
notify_room -> null
             | %room
notify_level -> null
              | "all"
              | "mentions"
              | "none"
notify_options -> null
                | notify_options notify_options_one
notify_options_one -> "until=" %time
ignore -> "/ignore" tag ignore_nick
ignore_nick -> null
             | %nick
unignore -> "/unignore" tag unignore_nick
unignore_nick -> %nick
privacy -> "/privacy" tag privacy_who
privacy_who -> "all"
             | "accounts"
             | "known"
register -> "/register" tag register_password register_options
register_password -> %password
register_options -> null
                  | register_options register_options_one
register_options_one -> "invite=" %code
login -> "/login" tag login_nick login_password
login_nick -> %nick
login_password -> null
                | %password
logout -> "/logout" tag
password -> "/password" tag password_old password_new
password_old -> %password
password_new -> %password
account -> "/account" tag account_ending
account_ending -> null
                | account_ending_checked
                | account_ending_checked account_ending_texts
account_ending_password -> %password
account_ending_checked -> account_ending_delete account_ending_password
account_ending_delete -> "delete"
account_ending_texts -> "texts"
sessions -> "/sessions" tag sessions_end
sessions_end -> null
              | %ending %device
              | %ending "others"
cert -> "/cert" tag cert_certificates
cert_certificates -> null
                   | "list"
                   | "add"
                   | "add" cert_certificates_add
                   | "remove" cert_certificates_remove
cert_certificates_add -> %fingerprint
cert_certificates_remove -> %fingerprint
token -> "/token" tag token_tokens
token_tokens -> null
              | "list"
              | "revoke" token_tokens_revoke
              | %minting token_tokens_new token_tokens_limits
token_tokens_new -> %called
token_tokens_revoke -> %called
token_tokens_limits -> null
                     | token_tokens_limits token_tokens_limits_one
token_tokens_limits_one -> "rooms=" %rooms
                         | "can=" "read"
                         | "can=" "say"
history -> "/history" tag history_target history_options
history_target -> null
                | %room
                | %nick
                | %log
history_options -> null
                 | history_options history_options_one
history_options_one -> "before=" %seq
                     | "after=" %seq
                     | "around=" %seq
                     | "since=" %time
                     | "limit=" %number
search -> "/search" tag search_words search_options
search_words -> %words
search_options -> null
                | search_options search_options_one
search_options_one -> "in=" %room
                    | "in=" %nick
                    | "in=" %log
                    | "from=" %nick
                    | "before=" %time
                    | "after=" %time
                    | "next=" %cursor
                    | "limit=" %found
read -> "/read" tag read_target read_seq
read_target -> %room
             | %nick
             | %log
read_seq -> null
          | %seq
unread -> "/unread" tag
mentions -> "/mentions" tag mentions_options
mentions_options -> null
                  | mentions_options mentions_options_one
mentions_options_one -> "next=" %cursor
                      | "limit=" %found
reply -> "/reply" tag reply_message reply_text
       | "/r" tag reply_message reply_text
reply_message -> %place
reply_text -> %text
edit -> "/edit" tag edit_message edit_text
edit_message -> %place
edit_text -> %text
delete -> "/delete" tag delete_deleting
delete_deleting -> delete_deleting_place
                 | delete_deleting_place delete_deleting_reason
                 | delete_deleting_from delete_deleting_since
                 | delete_deleting_from delete_deleting_since delete_deleting_room
delete_deleting_place -> %place
delete_deleting_reason -> %reason
delete_deleting_from -> "from=" %nick
delete_deleting_since -> "since=" %time
delete_deleting_room -> %room
react -> "/react" tag react_message react_emoji
react_message -> %place
react_emoji -> %emoji
unreact -> "/unreact" tag unreact_message unreact_emoji
unreact_message -> %place
unreact_emoji -> null
               | %emoji
typing -> "/typing" tag typing_target
typing_target -> null
               | %room
               | %nick
               | %log
ping -> "/ping" tag
format -> "/format" tag format_format
format_format -> "plain"
               | "json"
resume -> "/resume" tag resume_token resume_cursors
resume_token -> %token
resume_cursors -> null
                | resume_cursors_list
resume_cursors_list -> resume_cursors_item
                     | resume_cursors_list "," resume_cursors_item
resume_cursors_item -> %room "=" %seq
                     | %log "=" %seq
help -> "/help" tag help_about
help_about -> null
            | %name
motd -> "/motd" tag
kill -> "/kill" tag kill_nick kill_reason
kill_nick -> %nick
kill_reason -> null
             | %reason
announce -> "/announce" tag announce_text
announce_text -> %text
lockdown -> "/lockdown" tag lockdown_state
lockdown_state -> "on"
                | "off"
rehash -> "/rehash" tag
stats -> "/stats" tag
quit -> "/quit" tag quit_reason
      | "/q" tag quit_reason
quit_reason -> null
             | %reason
