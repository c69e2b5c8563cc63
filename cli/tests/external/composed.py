"""A corpus of composed bulletins: invented people in invented places, in the forms that the genre uses."""

import json
import random

SURNAMES = "温江易向卫施凌穆龙孟段蔺闻荀桑柏骆聂阮尉岑殷傅裴虞祁".strip()
GIVEN = "听澜 慕白 水寒 北辰 令仪 霄汉 清扬 在田 知秋 启衡 知微 砚秋 望舒 怀瑾 景行 若谷 思齐 牧野 长庚 星阑 云帆 以宁".split()
CITIES = ["临浦市", "澜溪市", "栖霖市"]
COUNTIES = ["渌江县", "安澜县", "青浔区", "枕溪县", "云汀区", "桐坞县"]
TOWNS = ["桐坪镇", "柳汀镇", "石埠乡", "枫溪镇"]
BUREAUS = "水利局 教育局 审计局 民政局 林业局 统计局 财政局 住房和城乡建设局".split()
CONDUCT = "违规收受礼金 公款旅游 履职不力 违规发放津补贴 违规操办婚丧喜庆事宜 违规使用公务用车".split()
PARTY = "党内警告 党内警告 党内严重警告 党内严重警告 撤销党内职务 留党察看一年 开除党籍".split()
GOVERNMENT = "政务警告 政务记过 政务记大过 政务降级 政务撤职".split()
LEAFLET = """1、拒不配合管理人员的劝导的
涉嫌违反《中华人民共和国治安管理处罚法》第五十条,处警告或者200元以下罚款;情节严重的,处5日以上10日以下拘留,可以并处500元以下罚款。
2、出入公共场所拒不登记的
涉嫌违反《中华人民共和国治安管理处罚法》第二十三条,处警告或者200元以下罚款。"""


def item(rng, number, city):
    name = rng.choice(SURNAMES) + rng.choice(GIVEN)
    county = rng.choice(COUNTIES)
    post = rng.choice([
        f"{county}{rng.choice(BUREAUS)}原党组书记、局长",
        f"{county}{rng.choice(BUREAUS)}副局长",
        f"{county}{rng.choice(TOWNS)}党委书记",
        f"{city}{rng.choice(BUREAUS)}党组成员、副局长",
    ])
    conduct = rng.choice(CONDUCT)
    year = rng.randint(2015, 2021)
    outcome = rng.choice([
        f"{name}受到{rng.choice(PARTY)}处分。",
        f"{name}受到{rng.choice(PARTY)}、{rng.choice(GOVERNMENT)}处分。",
        f"经{county}纪委监委研究,决定给予{name}{rng.choice(PARTY)}处分。",
        f"给予{name}{rng.choice(GOVERNMENT)}处分,违纪所得予以收缴。",
        f"{name}受到诫勉谈话处理。",
        f"建议给予{name}{rng.choice(PARTY)}处分。",
        f"{name}受到开除党籍、开除公职处分,涉嫌犯罪问题移送检察机关依法审查起诉。",
    ])
    return f"{number}.{post}{name}{conduct}问题。{year}年至{year + 1}年,{name}{conduct},造成不良影响。{outcome}"


def bulletin(rng, number):
    city = rng.choice(CITIES)
    items = [item(rng, n + 1, city) for n in range(rng.choice([1, 2, 3, 3, 4, 6, 8]))]
    title = f"{city}纪委监委通报{len(items)}起违反中央八项规定精神典型问题"
    text = f"{title}\n日前,{city}纪委监委对{len(items)}起典型问题进行通报。具体如下:\n" + "\n".join(items)
    text += f"\n上述案例暴露出一些党员干部纪律意识淡薄。全市各级党组织要引以为戒,举一反三。\n来源:{city}纪委监委"
    if number % 7 == 0:
        text = f"内容一:{title}\n" + "\n".join(items) + f"\n内容二:有关违法违规行为及法律后果\n{LEAFLET}"
    if number % 11 == 0:
        text += "\n受到党内警告处分。"
    date = "-".join(f"{part:02}" for part in (rng.randint(2018, 2024), rng.randint(1, 12), rng.randint(1, 28)))
    document = {"id": f"{number:05}", "text": text, "source": f"{city}廉政网", "url": f"https://example.org/{number}"}
    return document if number % 50 == 49 else {**document, "date": date}


# The first bulletins are known word for word, for the checks to ask after.
KNOWN = [
    {
        "id": "known-1",
        "date": "2016-02-03",
        "source": "落霞县廉政网",
        "url": "https://example.org/known",
        "text": "落霞县纪委监委通报两起典型问题\n𠮷日通报如下:\n1.落霞县水务局局长濮阳望川履职不力问题。给予濮阳望川党内严重警告、政务记大过处分。\n"
        "2.落霞县审计局副局长单若溪公款旅游问题。建议给予单若溪留党察看一年处分。\n受到开除党籍处分。",
    },
    {
        "id": "known-2</title>",
        "date": "2016-03",
        "url": "javascript:document.title='taken'",
        "text": "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"><!-- "
        "\n给予落霞县林业局局长<b>上官白露</b>党内警告处分。\n给予落霞县林业局副局长陆离党内警告处分。",
    },
]


def write(path, count):
    rng = random.Random(7)
    with open(path, "w", encoding="utf-8") as out:
        for document in KNOWN + [bulletin(rng, n) for n in range(count - len(KNOWN))]:
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
