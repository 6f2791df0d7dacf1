window.YTD.tweets.part0 = [
{"tweet":{"id_str":"30","full_text":"@sanne En anders bel je even. 2/2 ^LK","created_at":"Mon Mar 04 09:33:00 +0000 2024","in_reply_to_status_id_str":"20","in_reply_to_screen_name":"fietswinkel"}},
{"tweet":{"id_str":"20","full_text":"@sanne Kom langs &amp; neem je bon mee. 1/2 ^LK","created_at":"Mon Mar 04 09:32:00 +0000 2024","in_reply_to_status_id_str":"10","in_reply_to_screen_name":"sanne"}},
{"tweet":{"id_str":"40","full_text":"@sanne Graag gedaan!","created_at":"Mon Mar 04 11:00:00 +0000 2024","in_reply_to_status_id_str":"20","in_reply_to_screen_name":"sanne"}},
{"tweet":{"id_str":"5","full_text":"Lentekorting op alle zadels","created_at":"Mon Mar 04 08:00:00 +0000 2024"}},
{"tweet":{"id_str":"6","full_text":"RT @ander: mooi weer","created_at":"Mon Mar 04 08:01:00 +0000 2024"}},
{"geen":"tweet"}
]
