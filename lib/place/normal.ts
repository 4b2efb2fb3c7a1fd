/** Traditional and simplified in pairs: the characters that addresses are written with. */
const PAIRS =
  '號号樓楼單单園园區区鎮镇鄉乡莊庄東东門门麗丽華华鳳凤龍龙橋桥廟庙馬马張张陳陈劉刘趙赵吳吴黃黄楊杨孫孙許许鄧邓馮冯韓韩' +
  '葉叶蘇苏盧卢蔣蒋賈贾閻阎鐘钟譚谭陸陆範范賴赖龐庞羅罗鄭郑謝谢蕭萧葛葛呂吕國国會会學学醫医場场廣广廠厂陽阳陰阴興兴' +
  '榮荣豐丰寶宝慶庆聖圣運运達达遠远進进連连邊边過过還还這这裡里裏里臺台灣湾灘滩溝沟濟济漢汉淵渊溫温潔洁澤泽營营' +
  '環环瑞瑞電电氣气銀银鐵铁錢钱鋪铺長长開开間间關关閣阁隊队陶陶階阶隸隶雙双雲云頂顶項项順顺頭头顏颜風风飛飞館馆魯鲁' +
  '魚鱼鳥鸟麥麦齊齐龜龟歲岁歷历歸归殘残殿殿氹氹對对層层屬属島岛嶺岭崗岗帥帅師师幣币幹干庫库應应廢废後后從从復复' +
  '徑径徵征恆恒愛爱慮虑懷怀戰战戶户掛挂揚扬擋挡貿贸農农據据攔拦邨村區区斷断時时晉晋書书條条棟栋榆榆樹树機机檔档櫃柜欄栏權权'
const SIMPLE = new Map(pairsOf(PAIRS))

function pairsOf(pairs: string): [string, string][] {
  const characters = [...pairs]
  return characters.flatMap((from, i): [string, string][] =>
    i % 2 === 0 && from !== characters[i + 1] ? [[from, characters[i + 1]!]] : [],
  )
}

const DIGITS = '零一二三四五六七八九'
const digitOf = (character: string) => (character === '〇' ? 0 : DIGITS.indexOf(character))

/** 十二 is 12, 二十 is 20, 一〇二 is 102. Larger words than 十 do not number buildings, and 万 begins the name of a town. */
function digits(words: string): string {
  const [tens, ones, ...more] = words.split('十')
  if (ones === undefined || more.length > 0 || tens!.length > 1 || ones.length > 1)
    return words.replace(/[〇零一二三四五六七八九]/g, (digit) => `${digitOf(digit)}`)
  return `${(tens ? digitOf(tens) : 1) * 10 + (ones ? digitOf(ones) : 0)}`
}

/**
 * One spelling for what people write in many: width, case, traditional characters and Chinese digits. Names are normalised
 * like queries, so that 五里墩 is found although its 五 has become 5.
 */
export function normalise(text: string): string {
  const simple = [...text.normalize('NFKC').toLowerCase()].map((c) => SIMPLE.get(c) ?? c).join('')
  return simple
    .replace(/[〇零一二三四五六七八九十]+/g, digits)
    .replace(/[\s·,，.。;；:：!！?？()（）「」“”"']+/g, ' ')
    .trim()
}
