//! Words that names are made of beside what a company calls itself.

use std::{collections::HashMap, sync::LazyLock};

use super::fold::longest_first;

/// Legal forms that end a name, with their kind.
const FORMS: [(&str, Form); 27] = [
    ("股份有限责任公司", Form::Shares),
    ("股份有限公司", Form::Shares),
    ("股份合作公司", Form::Shares),
    ("股份公司", Form::Shares),
    ("有限责任公司", Form::Limited),
    ("有限责任", Form::Limited),
    ("责任公司", Form::Limited),
    ("有限公司", Form::Limited),
    ("无限公司", Form::Limited),
    ("总公司", Form::Limited),
    ("公司", Form::Limited),
    ("coltd", Form::Limited),
    ("limited", Form::Limited),
    ("ltd", Form::Limited),
    ("inc", Form::Limited),
    ("llc", Form::Limited),
    ("gmbh", Form::Limited),
    ("农民专业合作社联合社", Form::Cooperative),
    ("农民专业合作社", Form::Cooperative),
    ("专业合作社", Form::Cooperative),
    ("合作社", Form::Cooperative),
    ("个人独资企业", Form::Partnership),
    ("合伙企业", Form::Partnership),
    ("有限合伙", Form::Partnership),
    ("普通合伙", Form::Partnership),
    ("总厂", Form::Factory),
    ("厂", Form::Factory),
];

/// What may stand in brackets or at the end and only says how the company is held.
const HOLDINGS: [&str; 12] = [
    "自然人独资",
    "法人独资",
    "个人独资",
    "国有独资",
    "特殊普通合伙",
    "普通合伙",
    "有限合伙",
    "股份合作",
    "个体工商户",
    "个体经营",
    "上市",
    "控股",
];

/// Remarks that salespeople write behind a name.
const REMARKS: [&str; 12] = [
    "老客户",
    "新客户",
    "大客户",
    "重点客户",
    "重点",
    "已成交",
    "待跟进",
    "重复",
    "暂停",
    "停用",
    "作废",
    "勿扰",
];

/// Words that end the name of a branch.
const BRANCHES: [&str; 22] = [
    "分公司",
    "分厂",
    "分店",
    "分行",
    "支行",
    "分社",
    "分校",
    "分院",
    "分部",
    "分所",
    "分中心",
    "支公司",
    "办事处",
    "代表处",
    "营业部",
    "经营部",
    "门市部",
    "项目部",
    "专卖店",
    "旗舰店",
    "服务站",
    "分",
];

/// Those of them that always make a branch, even where the parent's legal form is left out.
const SURE_BRANCHES: [&str; 9] =
    ["分公司", "分厂", "分店", "分行", "支行", "支公司", "办事处", "代表处", "分中心"];

/// Words of trade that end a name before its legal form.
const TRADES: &str = "\
科技 技术 工程 设备 制品 咨询 材料 能源 贸易 用品 服务 实业 电子 电器 物流 服饰 商贸 模具 机械 投资 种业 家具 建材 \
化工 进出口 食品 石材 软件 茶业 电气 绿化 销售 医药 矿业 传播 派遣 开发 仪表 水产 器械 传媒 饲料 印刷 纸业 钢结构 \
广告 酒业 代理 珠宝 零部件 部件 鞋业 商务 旅行社 纺织 发展 资源 制造 五金 服装 装饰 企业 文化 汽车 家居 旅游 陶瓷 \
照明 门窗 环保 餐饮 农业 网络 信息 通信 光电 生物 节能 安防 国际 教育 财务 健康 酒店 物业 供应链 管理 资产 房地产 \
自动化 仪器 精密 金属 塑料 包装 日用 货运 劳务 人力 园林 建筑 建设 医疗 机电 新材料 新能源 汽配 物资 百货 超市 \
药业 制药 药房 大药房 木业 铝业 钢铁 钢材 铜业 冶金 铸造 锻造 轴承 阀门 泵业 水泵 电机 电缆 线缆 电线 开关 变压器 \
电源 电池 光伏 太阳能 风电 电力 热力 燃气 石油 石化 化学 化纤 化肥 农药 肥料 涂料 油漆 橡胶 橡塑 塑胶 塑业 玻璃 \
水泥 混凝土 砂石 管业 管道 管材 型材 紧固件 标准件 工具 刀具 量具 数控 机床 机器人 智能 智能科技 数据 大数据 \
云计算 互联网 电商 传感器 芯片 半导体 集成电路 微电子 电路 显示 光学 光纤 激光 仪器仪表 检测 检验 认证 计量 测绘 \
勘察 设计 规划 监理 造价 装潢 装修 幕墙 防水 防腐 消防 保安 安保 保洁 家政 清洁 洗涤 美容 美发 化妆品 护肤 养生 \
养老 康复 医院 诊所 门诊 口腔 眼镜 生物技术 基因 疫苗 保健 保健品 营养 乳业 奶业 牧业 畜牧 养殖 种植 果蔬 蔬菜 \
水果 果业 粮油 米业 面粉 油脂 调味品 糖业 饮料 饮品 矿泉水 茶叶 烟草 酿酒 肉类 禽业 渔业 海产 林业 苗木 花卉 \
园艺 种子 农机 农资 水利 水务 水处理 净水 环境 生态 再生资源 废旧物资 运输 运业 快递 速递 仓储 货代 船舶 船务 航运 \
海运 港务 航空 铁路 公路 路桥 桥梁 隧道 市政 交通 客运 出租 租赁 二手车 汽修 摩托车 电动车 自行车 轮胎 配件 金融 \
保险 担保 典当 小额贷款 融资租赁 基金 证券 资本 股权 创业 控股 置业 地产 置地 房产 房屋 经纪 拍卖 评估 会计 税务 \
审计 律师 事务所 法律 知识产权 专利 商标 策划 营销 品牌 公关 会展 展览 会议 礼仪 婚庆 演艺 影视 影业 音乐 动漫 \
游戏 娱乐 体育 健身 出版 图书 书店 报业 印务 彩印 印业 文具 办公 玩具 礼品 工艺品 工艺美术 家电 厨具 厨卫 卫浴 \
洁具 灯饰 灯具 地板 床上用品 家纺 针织 棉纺 毛纺 丝绸 印染 皮革 皮具 箱包 制衣 服饰 内衣 童装 母婴 首饰 黄金 钟表 \
数码 电脑 计算机 手机 通讯 系统 集成 系统集成 解决方案 中心 研究院 研究所 实验室 俱乐部 学校 培训 幼儿园 学院 \
饭店 宾馆 酒楼 餐厅 食府 火锅 烘焙 咖啡 度假村 农庄 农场 养殖场 商行 商店 经销部 工作室 工业 产业 商业 经贸 工贸 \
外贸 内贸 商务咨询 信息咨询 动力 热能 制冷 空调 暖通 锅炉 压缩机 液压 气动 密封 密封件 焊接 焊材 磨料 磨具 耐火材料 \
保温 保温材料 隔热 纳米 复合材料 石墨 碳素 稀土 钨业 锌业 镍业 钛业 铁合金 煤业 煤炭 焦化 矿产 矿山 地质 勘探 采掘 \
专用 重工 重型 起重 电梯 升降机 叉车 工程机械 农业机械 纺织机械 包装机械 印刷机械 食品机械 塑料机械 专业";

/// How a company is constituted, as far as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The name says nothing.
    Unknown,
    Limited,
    Shares,
    Cooperative,
    Partnership,
    Factory,
}

type Words = LazyLock<Vec<Box<[u16]>>>;

static FORM_WORDS: LazyLock<Vec<(Box<[u16]>, Form)>> = LazyLock::new(|| {
    let mut all: Vec<_> =
        FORMS.iter().map(|(text, form)| (super::fold::units(text), *form)).collect();
    all.sort_by_key(|(units, _)| std::cmp::Reverse(units.len()));
    all
});
static HOLDING_WORDS: Words = LazyLock::new(|| longest_first(&HOLDINGS));
static REMARK_WORDS: Words = LazyLock::new(|| longest_first(&REMARKS));
static BRANCH_WORDS: Words = LazyLock::new(|| longest_first(&BRANCHES));
static SURE_BRANCH_WORDS: Words = LazyLock::new(|| longest_first(&SURE_BRANCHES));
static TRADE_WORDS: LazyLock<HashMap<u16, Vec<Box<[u16]>>>> = LazyLock::new(|| {
    let words: Vec<&str> = TRADES.split_whitespace().collect();
    let mut by_last: HashMap<u16, Vec<Box<[u16]>>> = HashMap::new();
    for word in longest_first(&words) {
        if let Some(last) = word.last() {
            by_last.entry(*last).or_default().push(word);
        }
    }
    by_last
});

fn ending(words: &[Box<[u16]>], text: &[u16]) -> Option<usize> {
    let last = text.last();
    words.iter().find(|word| word.last() == last && text.ends_with(word)).map(|word| word.len())
}

/// The legal form at the end of the text: its length and kind.
pub(super) fn form_at_end(text: &[u16]) -> Option<(usize, Form)> {
    let last = text.last();
    FORM_WORDS
        .iter()
        .find(|(word, _)| word.last() == last && text.ends_with(word))
        .map(|(word, form)| (word.len(), *form))
}

/// Whether the text begins with a legal form.
pub(super) fn begins_with_form(text: &[u16]) -> bool {
    let first = text.first();
    FORM_WORDS
        .iter()
        .any(|(word, _)| word.len() > 1 && word.first() == first && text.starts_with(word))
}

/// Length of the words at the end that say how the company is held.
pub(super) fn holding_at_end(text: &[u16]) -> Option<usize> {
    ending(&HOLDING_WORDS, text)
}

/// Length of the remark at the end.
pub(super) fn remark_at_end(text: &[u16]) -> Option<usize> {
    ending(&REMARK_WORDS, text)
}

/// Length of the branch word at the end.
pub(super) fn branch_at_end(text: &[u16]) -> Option<usize> {
    ending(&BRANCH_WORDS, text)
}

/// Length of the branch word at the end that needs no legal form before it.
pub(super) fn sure_branch_at_end(text: &[u16]) -> Option<usize> {
    ending(&SURE_BRANCH_WORDS, text)
}

/// Length of the word of trade at the end.
pub(super) fn trade_at_end(text: &[u16]) -> Option<usize> {
    ending(TRADE_WORDS.get(text.last()?)?, text)
}
