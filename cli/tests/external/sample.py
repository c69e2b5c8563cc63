"""Writes documents that are hard on the formats into the folder named: people and places are invented."""

import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir()
texts = {
    "plain.txt": "给予青浔区水务局党组书记、局长单启衡党内警告处分。经青浔区纪委常委会会议研究，决定给予青浔区教育局副局长"
    "尉迟砚秋留党察看一年、政务撤职处分。",
    "astral.txt": "😀😀关于典型问题的通报\n\u3000\u3000一、给予安澜县教育局局长温\u3000砚\u3000秋党内\n严重警告处分。\r\n二、给予𠮷安县"
    "水务局局长段启衡政务记过处分。",
    "firms.txt": "给予安澜县文旅集团有限公司董事长华砚秋、安澜县农村商业银行行长种启衡党内警告处分。",
    "quotes.txt": '=1+1,"给予青浔区水务局局长仇知微党内警告处分"，\t并\'责令\'检查。\n+给予安澜县中医院院长解砚政务记大过处分。',
    "stages.txt": "青浔区水务局原局长查砚接受纪律审查和监察调查。青浔区水务局原副局长翟知微因犯受贿罪，被判处有期徒刑三年，"
    "并处罚金二十万元。建议给予青浔区住建局局长盖启衡政务记过处分。责成青浔区委作出深刻检查。",
    "figures.txt": "今年以来，青浔区共查处问题183件，处分210人。违反规定的，处警告或者200元以下罚款；情节较重的，处五日以上十日"
    "以下拘留，可以并处五百元以下罚款。",
    "long.txt": "青浔区水务局局长段启衡受到党内警告处分。" + "全区党员干部要引以为戒，举一反三。" * 5000,
    "hidden.txt": "给予青浔区水务局局长段\u200b启衡党内警告处分。\ufeff\x0b\x85\xad\u2028给予安澜县卫健局局长温\xa0砚秋\u3000政务记过处分\u202f。e\u0301\ufa0c",
    "empty.txt": "",
}
for name, text in texts.items():
    (folder / name).write_bytes(text.encode())
