"""Words of United Nations Chinese that stand for one another; folded text is Simplified.

Translators and years differ in them. Each line is a group; none of its words says much more than another.
"""

from __future__ import annotations

_GROUPS = """
首次 第一次
防扩散 不扩散
实施 执行
协助 援助
预防 防止
促请 敦促
吁请 呼吁
赞扬 赞赏
着重指出 强调
惩处 惩罚 处罚
递交 提交
起草 草拟
联络人 联系人
联络点 联系点
训练 培训
学习班 培训班 训练班
工作坊 讲习班
提高认识 提高意识
国别访问 国家访问
边境 边界
转口 转运
运载系统 运载工具
生物安保 生物保安
放射源 放射性来源
资讯 信息
因特网 互联网
电邮 电子邮件
反恐 反恐怖主义
恐怖主义融资 资助恐怖主义
洗黑钱 洗钱
资产冻结 冻结资产
军火禁运 武器禁运
扫雷 排雷
维和 维持和平
维和人员 维持和平人员
停战 停火
女性 妇女
残障人士 残疾人
国内流离失所者 境内流离失所者
原住民 土著人民
两性平等 性别平等
艾滋 艾滋病
新冠肺炎 新冠病毒病 冠状病毒病
免疫接种 疫苗接种
消除贫穷 消除贫困 减贫
永续发展 可持续发展
气候变迁 气候变化
捐助国 捐助者 捐助方
成员国 会员国
缔约方 缔约国
签字国 签署国
规约 章程
脚注 注释
最佳实践 最佳做法
良好做法 良好实践
视频会议 视像会议
网上会议 线上会议 在线会议
缺口 差距
磋商 协商
弃权票 弃权
工作语文 工作语言
问责制 问责
透明度 透明性
核查 核实
非法贩运 非法贩卖
人口贩运 贩卖人口 贩运人口
"""
NEAR = {
    word: tuple(other for other in group.split() if other != word)
    for group in _GROUPS.strip().split("\n")
    for word in group.split()
}
"""For each word the others of its group."""
