"""Fold a text for looking up words in it: Traditional to Simplified, full-width signs to half-width.

Every character becomes exactly one character, so that a place in the folded text is the same place in the original.
Only characters that occur in units, bounds and the words around a quantity are folded: it is no conversion to read.
"""

from __future__ import annotations

import re

from xushi.patterns import lazy

_TRADITIONAL = (
    "個戶臺畝場項類條張萬億間棟輛冊頃噸歲時鐘點層處對雙隻顆盞筆車輪隊塊門頁種單頭組節釐厘幣鎊圓盧銖縣區國鎮鄉標級課學線劑針員"
    "幾餘從來達過於約滿為爲實現開應長與會業產萬電價錢數據總減壓縮調較當預計劃劃設擴圍覆蓋發辦組織舉創購買補貼貸養護醫療園館院運輸氣環衛"
    "傳構築樓橋樑廠資訊號碼檢測驗證優質農險費積極續動態歷順號說轉變費關係雲岡歐韓軌適齡貫飲漁樹塗義務遠網絡絕無報統計劑錄納稅認識"
    "準備獲進選擇題試鑒鑑閉鎖協議幫貧離啟動執參與選藝術遊樂廣營銷稱師兒婦殘軍徵繳擔監負責屬豐鋪牆層糧蟲獸藥廢鹽鋼鐵煤採劃內兩幅"
    "體頂擬裝並領給佔額階簽籌勵獎撥"
    "亞佈併侷倉傢債僅儲兌凈別則剋厤叢問噹嚮囌圖團埰堅塢墾壩嬰寀審將導屆崗崙巖帶幀幹庫廁廳彆彔徑復慶戰捨捲掛揀換損搖搧撐擁攝斷昇晝暫曏書東桿榦樁樣機檔檯櫃欄權歸汙決沒淨溝溫滯滾漲澇灣熱燈爭獨盤眾確礦穩穫箇範籤紀紅紮終結綑經綜綠"
    "維締編緻縛繕繞繫繼纍纔纜罰聯職脩臨舊舖艙茲莊華蓆蔘蘇蘭蝦衕裡製複覈規視親訂訓託記訟訪許訴診証評詞話誌語論諧讀讓貝貨貳貿賢賬賽踰躋躍載輔輕轂轄迴逕這連週遞遶遷還邊錶鍵鍾鏈鏡閘閤闢陞陸際鞏韆響須頓頻顫風颱饋馬驛髮麥麵黨鼕齊齣"
    "龍後"
)
_SIMPLIFIED = (
    "个户台亩场项类条张万亿间栋辆册顷吨岁时钟点层处对双只颗盏笔车轮队块门页种单头组节厘厘币镑圆卢铢县区国镇乡标级课学线剂针员"
    "几余从来达过于约满为为实现开应长与会业产万电价钱数据总减压缩调较当预计划划设扩围覆盖发办组织举创购买补贴贷养护医疗园馆院运输气环卫"
    "传构筑楼桥梁厂资讯号码检测验证优质农险费积极续动态历顺号说转变费关系云冈欧韩轨适龄贯饮渔树涂义务远网络绝无报统计剂录纳税认识"
    "准备获进选择题试鉴鉴闭锁协议帮贫离启动执参与选艺术游乐广营销称师儿妇残军征缴担监负责属丰铺墙层粮虫兽药废盐钢铁煤采划内两幅"
    "体顶拟装并领给占额阶签筹励奖拨"
    "亚布并局仓家债仅储兑净别则克历丛问当向苏图团采坚坞垦坝婴采审将导届岗仑岩带帧干库厕厅别录径复庆战舍卷挂拣换损摇扇撑拥摄断升昼暂向书东杆干桩样机档台柜栏权归污决没净沟温滞滚涨涝湾热灯争独盘众确矿稳获个范签纪红扎终结捆经综绿"
    "维缔编致缚缮绕系继累才缆罚联职修临旧铺舱兹庄华席参苏兰虾同里制复核规视亲订训托记讼访许诉诊证评词话志语论谐读让贝货贰贸贤账赛逾跻跃载辅轻毂辖回径这连周递绕迁还边表键钟链镜闸合辟升陆际巩千响须顿频颤风台馈马驿发麦面党冬齐出"
    "龙后"
)
_WIDE = "０１２３４５６７８９％﹪／＋＃～－．﹣∕＜＞＝"
_NARROW = "0123456789%%/+#~-.-/<>="
_TABLE = {a: b for a, b in zip(_TRADITIONAL + _WIDE, _SIMPLIFIED + _NARROW, strict=True) if a != b}
_FOLDABLE = lazy("[" + re.escape("".join(sorted(_TABLE))) + "]")

# A full-width comma between full-width digits groups them: １，０５０.
_WIDE_SEPARATOR = lazy(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")


def folded(text: str) -> str:
    """Return `text` with the same length, Simplified and half-width; the same object if nothing is to be folded."""
    if not _FOLDABLE.search(text):
        return text
    # Not `str.translate`: it looks every character up, and even a Traditional text has few that fold.
    return _FOLDABLE.sub(_plain, _WIDE_SEPARATOR.sub(",", text))


def _plain(match: re.Match[str]) -> str:
    return _TABLE[match[0]]
