/** Emoji and the short names that people know them by: what one most often reacts with comes first. */

/** Each emoji, and behind it its names. */
const table = `
👍 +1 thumbsup yes 👎 -1 thumbsdown no 😄 smile 🎉 tada party 💜 purple_heart heart_purple 🚀 rocket 👀 eyes ✅ check white_check_mark
😕 confused 🙏 thanks pray please ❤️ heart red_heart 😂 joy 🤣 rofl 🔥 fire hot 👏 clap applause 💯 100 hundred 🙌 raised_hands
😀 grinning 😃 smiley 😁 grin 😆 laughing satisfied 😅 sweat_smile 🙂 slightly_smiling_face 🙃 upside_down_face 😉 wink 😊 blush
😇 innocent angel_face 🥰 smiling_face_with_three_hearts 😍 heart_eyes 🤩 star_struck 😘 kissing_heart 😗 kissing 😋 yum
😛 stuck_out_tongue 😜 stuck_out_tongue_winking_eye 🤪 zany_face 😝 stuck_out_tongue_closed_eyes 🤑 money_mouth_face 🤗 hugs hugging_face
🤭 hand_over_mouth 🤫 shushing_face quiet 🤔 thinking 🤐 zipper_mouth_face 🤨 raised_eyebrow 😐 neutral_face 😑 expressionless
😶 no_mouth 😏 smirk 😒 unamused 🙄 roll_eyes 😬 grimacing 🤥 lying_face 😌 relieved 😔 pensive 😪 sleepy 🤤 drooling_face
😴 sleeping 😷 mask 🤒 face_with_thermometer sick 🤕 face_with_head_bandage 🤢 nauseated_face 🤮 vomiting_face 🤧 sneezing_face
🥵 hot_face 🥶 cold_face 🥴 woozy_face 😵 dizzy_face 🤯 exploding_head mind_blown 🤠 cowboy_hat_face 🥳 partying_face 😎 sunglasses cool
🤓 nerd_face 🧐 monocle_face 😟 worried 🙁 slightly_frowning_face 😮 open_mouth 😯 hushed 😲 astonished 😳 flushed 🥺 pleading_face
😦 frowning 😧 anguished 😨 fearful 😰 cold_sweat 😥 disappointed_relieved 😢 cry 😭 sob 😱 scream 😖 confounded 😣 persevere
😞 disappointed 😓 sweat 😩 weary 😫 tired_face 🥱 yawning_face 😤 triumph 😡 rage pout 😠 angry 🤬 cursing_face 😈 smiling_imp
👿 imp 💀 skull 💩 poop hankey 🤡 clown_face 👹 ogre 👻 ghost 👽 alien 👾 space_invader 🤖 robot 😺 smiley_cat 😸 smile_cat
😹 joy_cat 😻 heart_eyes_cat 😼 smirk_cat 🙀 scream_cat 😿 crying_cat_face 🙈 see_no_evil 🙉 hear_no_evil 🙊 speak_no_evil
💋 kiss 💌 love_letter 💘 cupid 💝 gift_heart 💖 sparkling_heart 💗 heartpulse 💓 heartbeat 💞 revolving_hearts 💕 two_hearts
💔 broken_heart 🧡 orange_heart 💛 yellow_heart 💚 green_heart 💙 blue_heart 🤎 brown_heart 🖤 black_heart 🤍 white_heart
💢 anger 💥 boom collision 💫 dizzy 💦 sweat_drops 💨 dash 💣 bomb 💬 speech_balloon 💭 thought_balloon 💤 zzz 👋 wave hello bye
🤚 raised_back_of_hand ✋ raised_hand hand 🖖 vulcan_salute 👌 ok_hand 🤏 pinching_hand ✌️ v victory 🤞 crossed_fingers 🤟 love_you_gesture
🤘 metal 🤙 call_me_hand 👈 point_left 👉 point_right 👆 point_up_2 👇 point_down ☝️ point_up ✊ fist_raised 👊 fist_oncoming facepunch
🤛 fist_left 🤜 fist_right 👐 open_hands 🤲 palms_up 🤝 handshake ✍️ writing_hand 💅 nail_care 🤳 selfie 💪 muscle strong 🦾 mechanical_arm
👂 ear 👃 nose 🧠 brain 👁️ eye 👅 tongue 👄 lips 👶 baby 🧒 child 👦 boy 👧 girl 🧑 adult 👨 man 👩 woman 🧓 older_adult
🙍 frowning_person 🙅 no_good 🙆 ok_woman 💁 information_desk_person 🙋 raising_hand 🙇 bow 🤦 facepalm 🤷 shrug 🧑‍💻 technologist coder
👨‍💻 man_technologist 👩‍💻 woman_technologist 🧑‍🔬 scientist 🧑‍🚀 astronaut 🧑‍🏫 teacher 🧑‍🍳 cook 🕵️ detective 👷 construction_worker
🥷 ninja 🤴 prince 👸 princess 🎅 santa 🦸 superhero 🧙 mage wizard 🧚 fairy 🧛 vampire 🧟 zombie 🚶 walking 🏃 runner running
💃 dancer 🕺 man_dancing 🧘 lotus_position 🛌 sleeping_bed 👭 two_women_holding_hands 👫 couple 👪 family 👤 bust_in_silhouette 👣 footprints
🐵 monkey_face 🐒 monkey 🦍 gorilla 🐶 dog 🐕 dog2 🐩 poodle 🐺 wolf 🦊 fox_face fox 🦝 raccoon 🐱 cat 🐈 cat2 🦁 lion 🐯 tiger
🐴 horse 🦄 unicorn 🦓 zebra 🐮 cow 🐷 pig 🐗 boar 🐑 sheep 🐐 goat 🐪 camel 🦙 llama 🦒 giraffe 🐘 elephant 🐭 mouse 🐹 hamster
🐰 rabbit 🐿️ chipmunk 🦔 hedgehog 🦇 bat 🐻 bear 🐨 koala 🐼 panda_face panda 🦥 sloth 🦦 otter 🦘 kangaroo 🦃 turkey 🐔 chicken
🐣 hatching_chick 🐤 baby_chick 🐦 bird 🐧 penguin 🕊️ dove 🦅 eagle 🦆 duck 🦢 swan 🦉 owl 🦩 flamingo 🦚 peacock 🦜 parrot 🐸 frog
🐊 crocodile 🐢 turtle 🦎 lizard 🐍 snake python 🐲 dragon_face 🐉 dragon 🦕 sauropod 🦖 t_rex 🐳 whale 🐬 dolphin 🐟 fish 🐡 blowfish
🦈 shark 🐙 octopus 🐚 shell 🐌 snail 🦋 butterfly 🐛 bug 🐜 ant 🐝 bee honeybee 🐞 lady_beetle 🦗 cricket 🕷️ spider 🕸️ spider_web
🦂 scorpion 🦀 crab rust 🦞 lobster 🦐 shrimp 💐 bouquet 🌸 cherry_blossom 🌹 rose 🌻 sunflower 🌼 blossom 🌷 tulip 🌱 seedling
🌲 evergreen_tree 🌳 deciduous_tree 🌴 palm_tree 🌵 cactus 🌾 ear_of_rice 🌿 herb ☘️ shamrock 🍀 four_leaf_clover luck 🍁 maple_leaf
🍂 fallen_leaf 🍄 mushroom 🍇 grapes 🍈 melon 🍉 watermelon 🍊 tangerine orange 🍋 lemon 🍌 banana 🍍 pineapple 🥭 mango 🍎 apple
🍏 green_apple 🍐 pear 🍑 peach 🍒 cherries 🍓 strawberry 🥝 kiwi_fruit 🍅 tomato 🥥 coconut 🥑 avocado 🍆 eggplant 🥔 potato 🥕 carrot
🌽 corn 🌶️ hot_pepper 🥒 cucumber 🥦 broccoli 🧄 garlic 🧅 onion 🥜 peanuts 🍞 bread 🥐 croissant 🥨 pretzel 🥞 pancakes 🧇 waffle
🧀 cheese 🍖 meat_on_bone 🍗 poultry_leg 🥓 bacon 🍔 hamburger 🍟 fries 🍕 pizza 🌭 hotdog 🥪 sandwich 🌮 taco 🌯 burrito 🥚 egg
🍳 fried_egg cooking 🥘 paella 🍲 stew 🥗 green_salad 🍿 popcorn 🧈 butter 🧂 salt 🍱 bento 🍙 rice_ball 🍚 rice 🍛 curry 🍜 ramen
🍝 spaghetti 🍣 sushi 🍤 fried_shrimp 🥟 dumpling 🍦 icecream 🍩 doughnut 🍪 cookie 🎂 birthday 🍰 cake 🧁 cupcake 🥧 pie
🍫 chocolate_bar 🍬 candy 🍭 lollipop 🍯 honey_pot ☕ coffee 🍵 tea 🧃 juice 🍾 champagne 🍷 wine_glass 🍸 cocktail 🍹 tropical_drink
🍺 beer 🍻 beers 🥂 clinking_glasses cheers 🥃 tumbler_glass 🥤 cup_with_straw 🧊 ice_cube 🥢 chopsticks 🍴 fork_and_knife 🥄 spoon
🌍 earth_africa 🌎 earth_americas 🌏 earth_asia 🌐 globe_with_meridians 🗺️ world_map 🧭 compass ⛰️ mountain 🌋 volcano 🏕️ camping
🏖️ beach_umbrella 🏝️ desert_island 🏗️ building_construction 🏠 house 🏡 house_with_garden 🏢 office 🏥 hospital 🏦 bank 🏨 hotel
🏫 school 🏭 factory 🏰 european_castle castle 🗽 statue_of_liberty ⛪ church 🕌 mosque ⛲ fountain ⛺ tent 🌁 foggy 🌃 night_with_stars
🌅 sunrise 🌇 city_sunset 🌉 bridge_at_night 🎠 carousel_horse 🎡 ferris_wheel 🎢 roller_coaster 🎪 circus_tent 🚂 steam_locomotive
🚄 bullettrain_side 🚆 train2 🚇 metro 🚊 tram 🚌 bus 🚑 ambulance 🚒 fire_engine 🚓 police_car 🚕 taxi 🚗 car 🚙 blue_car 🚚 truck
🚜 tractor 🏎️ racing_car 🏍️ motorcycle 🛵 motor_scooter 🚲 bike bicycle 🛴 kick_scooter ⛽ fuelpump 🚨 rotating_light alarm_light
🚥 traffic_light 🛑 stop_sign stop 🚧 construction wip ⚓ anchor ⛵ sailboat 🚤 speedboat 🚢 ship shipit ✈️ airplane 🛫 departure
🛬 arrival 🚁 helicopter 🛰️ satellite_orbital 🛸 flying_saucer ⌛ hourglass ⏳ hourglass_flowing_sand ⌚ watch ⏰ alarm_clock
⏱️ stopwatch 🕐 clock1 🌑 new_moon 🌓 first_quarter_moon 🌕 full_moon 🌙 crescent_moon moon ☀️ sunny sun 🌞 sun_with_face ⭐ star
🌟 star2 🌠 stars ☁️ cloud ⛅ partly_sunny ⛈️ cloud_with_lightning_and_rain 🌧️ cloud_with_rain rain 🌨️ cloud_with_snow 🌪️ tornado
🌈 rainbow ☂️ open_umbrella ☔ umbrella ⚡ zap lightning ❄️ snowflake ⛄ snowman ☄️ comet 💧 droplet 🌊 ocean 🎃 jack_o_lantern
🎄 christmas_tree 🎆 fireworks 🎇 sparkler 🧨 firecracker ✨ sparkles 🎈 balloon 🎊 confetti_ball 🎋 tanabata_tree 🎁 gift present
🎀 ribbon 🎟️ tickets 🏆 trophy 🏅 medal_sports 🥇 1st_place_medal gold 🥈 2nd_place_medal silver 🥉 3rd_place_medal bronze ⚽ soccer
⚾ baseball 🏀 basketball 🏐 volleyball 🏈 football 🏉 rugby_football 🎾 tennis 🎳 bowling 🏏 cricket_game 🏓 ping_pong 🥊 boxing_glove
🥅 goal_net ⛳ golf 🎣 fishing_pole 🎽 running_shirt 🎿 ski 🎯 dart bullseye target 🪁 kite 🎱 8ball 🔮 crystal_ball 🎮 video_game
🎰 slot_machine 🎲 game_die dice 🧩 jigsaw puzzle 🧸 teddy_bear ♟️ chess_pawn 🃏 black_joker 🎭 performing_arts 🎨 art 🧵 thread
👓 eyeglasses 👔 necktie 👕 shirt 👖 jeans 🧣 scarf 🧤 gloves 🧦 socks 👗 dress 👟 athletic_shoe 👠 high_heel 👑 crown 👒 womans_hat
🎩 tophat 🎓 mortar_board graduation 💍 ring 💎 gem ruby 🔇 mute 🔈 speaker 🔊 loud_sound 📢 loudspeaker 📣 mega 🔔 bell 🔕 no_bell
🎼 musical_score 🎵 musical_note 🎶 notes 🎤 microphone 🎧 headphones 📻 radio 🎷 saxophone 🎸 guitar 🎹 musical_keyboard 🎺 trumpet
🎻 violin 🥁 drum 📱 iphone phone_mobile ☎️ phone telephone 📟 pager 📠 fax 🔋 battery 🔌 electric_plug plug 💻 computer laptop
🖥️ desktop_computer 🖨️ printer ⌨️ keyboard 💽 minidisc 💾 floppy_disk save 💿 cd 📀 dvd 🧮 abacus 🎥 movie_camera 🎬 clapper 📺 tv
📷 camera 📸 camera_flash 📹 video_camera 🔍 mag search 🔎 mag_right 🕯️ candle 💡 bulb idea 🔦 flashlight 📔 notebook_with_decorative_cover
📕 closed_book 📖 book open_book 📗 green_book 📘 blue_book 📚 books 📓 notebook 📜 scroll 📄 page_facing_up 📰 newspaper 🔖 bookmark
💰 moneybag 💴 yen 💵 dollar 💶 euro 💸 money_with_wings 💳 credit_card 🧾 receipt 💹 chart ✉️ envelope 📧 email 📨 incoming_envelope
📤 outbox_tray 📥 inbox_tray 📦 package 📫 mailbox 🗳️ ballot_box ✏️ pencil2 🖋️ fountain_pen 🖊️ pen 🖌️ paintbrush 🖍️ crayon 📝 memo pencil
💼 briefcase 📁 file_folder 📂 open_file_folder 📅 date calendar 📆 calendar_spiral 📈 chart_with_upwards_trend 📉 chart_with_downwards_trend
📊 bar_chart 📋 clipboard 📌 pushpin 📍 round_pushpin 📎 paperclip 📏 straight_ruler 📐 triangular_ruler ✂️ scissors 🗑️ wastebasket trash
🔒 lock 🔓 unlock 🔐 closed_lock_with_key 🔑 key 🗝️ old_key 🔨 hammer 🪓 axe ⛏️ pick ⚒️ hammer_and_pick 🛠️ hammer_and_wrench tools
⚔️ crossed_swords 🔫 gun 🏹 bow_and_arrow 🛡️ shield 🔧 wrench fix 🔩 nut_and_bolt ⚙️ gear ⚖️ balance_scale 🔗 link ⛓️ chains 🧰 toolbox
🧲 magnet ⚗️ alembic 🧪 test_tube test 🧫 petri_dish 🧬 dna 🔬 microscope 🔭 telescope 📡 satellite 💉 syringe 🩸 drop_of_blood 💊 pill
🩹 adhesive_bandage 🩺 stethoscope 🚪 door 🛏️ bed 🛋️ couch_and_lamp 🚽 toilet 🚿 shower 🛁 bathtub 🧹 broom cleanup 🧻 roll_of_paper
🧼 soap 🧯 fire_extinguisher 🛒 shopping_cart 🚬 smoking ⚰️ coffin 🗿 moyai ⚠️ warning ⛔ no_entry 🚫 no_entry_sign 🔞 underage
☢️ radioactive ☣️ biohazard ⬆️ arrow_up ➡️ arrow_right ⬇️ arrow_down ⬅️ arrow_left ↩️ leftwards_arrow_with_hook revert 🔄 arrows_counterclockwise
🔁 repeat ▶️ arrow_forward play ⏸️ pause_button ⏹️ stop_button ⏩ fast_forward ⏪ rewind 🔼 arrow_up_small 🔽 arrow_down_small ➕ heavy_plus_sign plus
➖ heavy_minus_sign minus ➗ heavy_division_sign ✖️ heavy_multiplication_x ♾️ infinity ‼️ bangbang ⁉️ interrobang ❓ question ❗ exclamation
✔️ heavy_check_mark ☑️ ballot_box_with_check ❌ x ❎ negative_squared_cross_mark ⭕ o ♻️ recycle 🆗 ok 🆕 new 🆒 cool_button 🆓 free
🆘 sos 🆙 up 🔴 red_circle 🟠 orange_circle 🟡 yellow_circle 🟢 green_circle 🔵 large_blue_circle blue_circle 🟣 purple_circle
⚫ black_circle ⚪ white_circle 🟥 red_square 🟩 green_square 🟦 blue_square 🔶 large_orange_diamond 🔷 large_blue_diamond 🏁 checkered_flag finish
🚩 triangular_flag_on_post flag 🏳️ white_flag 🏴 black_flag 🏳️‍🌈 rainbow_flag 🏴‍☠️ pirate_flag 🤌 pinched_fingers 🫡 saluting_face salute
🫠 melting_face 🫶 heart_hands 🥲 smiling_face_with_tear 🫣 peeking 🫥 dotted_line_face 🪄 magic_wand magic 🪙 coin 🧋 bubble_tea 🦫 beaver
🦭 seal 🪲 beetle 🪴 potted_plant 🫐 blueberries 🫖 teapot 🪵 wood 🪨 rock 🛟 ring_buoy 🪫 low_battery 🪜 ladder 🪞 mirror
`;

/** Each emoji with its names, in the order of the table. */
export const emojiNames: ReadonlyMap<string, readonly string[]> = named(table);

function named(words: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let names: string[] = [];
  for (const word of words.trim().split(/\s+/)) {
    if (/^[a-z0-9_+-]+$/.test(word)) names.push(word);
    else {
      names = [];
      found.set(word, names);
    }
  }
  return found;
}
