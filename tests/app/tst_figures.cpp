// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shared_data.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

namespace {

struct Ended {
    int code = -1; ///< -1: it did not end by itself
    QString err;
};

Ended figures(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(JACKDAW_CLI), QStringList{QStringLiteral("figures")} + arguments);
    const bool finished = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return {finished ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardError())};
}

QByteArray contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

QJsonObject curve(const QJsonObject& figure, const QString& name, const QString& source)
{
    for (const auto& each : figure[QStringLiteral("series")].toArray()) {
        const QJsonObject series = each.toObject();
        if (series[QStringLiteral("name")] == name && series[QStringLiteral("source")] == source)
            return series;
    }
    return {};
}

QList<double> values(const QJsonObject& series)
{
    QList<double> found;
    for (const auto& point : series[QStringLiteral("points")].toArray())
        found.append(point.toObject()[QStringLiteral("y")].toDouble());
    return found;
}

} // namespace

class TestFigures : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString file(const QString& name) const { return m_folder.filePath(name); }
    QJsonObject figure(const QString& id) const
    {
        return QJsonDocument::fromJson(contentOf(file(id + QStringLiteral(".json")))).object();
    }

private Q_SLOTS:
    void initTestCase()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        const Ended ended = figures({QString::fromStdString((shared / "ekya").string()), QStringLiteral("--out"),
                                     m_folder.path(), QStringLiteral("--seeds"), QStringLiteral("2")});
        QVERIFY2(ended.code == 0, qPrintable(ended.err));
    }

    void everyFigureIsThereAsJsonAndAsAnImage_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("simulated");
        for (const char* id :
             {"figure-8", "figure-9", "figure-10a", "figure-10b", "figure-11a", "figure-11b", "table-2", "table-3"})
            QTest::newRow(id) << QString::fromLatin1(id) << true;
        QTest::newRow("figure-12") << QStringLiteral("figure-12") << false;
    }

    void everyFigureIsThereAsJsonAndAsAnImage()
    {
        QFETCH(QString, id);
        QFETCH(bool, simulated);
        const QJsonObject made = figure(id);
        QCOMPARE(made[QStringLiteral("figure")].toString(), id);
        QVERIFY2(!made[QStringLiteral("differences")].toArray().isEmpty(), "what differs from the paper is not said");
        int ours = 0;
        for (const auto& series : made[QStringLiteral("series")].toArray()) {
            QVERIFY(!series[QStringLiteral("points")].toArray().isEmpty());
            ours += series[QStringLiteral("source")] == QStringLiteral("simulated") ? 1 : 0;
        }
        QCOMPARE(ours > 0, simulated);

        QXmlStreamReader image(contentOf(file(id + QStringLiteral(".svg"))));
        int shapes = 0;
        while (!image.atEnd()) {
            image.readNext();
            shapes += image.isStartElement() && (image.name() == u"polyline" || image.name() == u"rect") ? 1 : 0;
        }
        QVERIFY2(!image.hasError(), qPrintable(image.errorString()));
        QVERIFY(shapes > 1);
    }

    void planningBeatsEveryUniformSettingAtEveryCapacity()
    {
        const QJsonObject made = figure(QStringLiteral("figure-8"));
        const auto jackdaw = values(curve(made, QStringLiteral("jackdaw"), QStringLiteral("simulated")));
        const auto thief = values(curve(made, QStringLiteral("thief"), QStringLiteral("simulated")));
        QCOMPARE(jackdaw.size(), 4);
        for (const char* name : {"uniform (1, 50 %)", "uniform (2, 30 %)", "uniform (2, 50 %)", "uniform (2, 90 %)"}) {
            const auto uniform = values(curve(made, QString::fromLatin1(name), QStringLiteral("simulated")));
            QCOMPARE(uniform.size(), jackdaw.size());
            for (qsizetype i = 0; i < uniform.size(); ++i)
                QVERIFY(jackdaw[i] >= thief[i] - 1e-9 && thief[i] >= uniform[i]);
        }
    }

    void publishedValuesStandBesideOurs()
    {
        const auto paper =
            values(curve(figure(QStringLiteral("figure-8")), QStringLiteral("Ekya"), QStringLiteral("paper")));
        const QList<double> expected{.480, .662, .756, .778};
        QCOMPARE(paper, expected);
    }

    void theHistogramOfErrorsIsADensity()
    {
        const QJsonObject made = figure(QStringLiteral("figure-11a"));
        for (const auto& series : made[QStringLiteral("series")].toArray()) {
            double sum = 0.0;
            for (const double value : values(series.toObject()))
                sum += value * 40.0 / 24.0;
            QVERIFY2(std::abs(sum - 1.0) < 0.02, qPrintable(QString::number(sum)));
        }
    }

    void oneFigureCanBeMadeAlone()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        const QString folder = file(QStringLiteral("alone"));
        const Ended ended = figures({QString::fromStdString((shared / "ekya").string()), QStringLiteral("--out"),
                                     folder, QStringLiteral("--only"), QStringLiteral("table-2")});
        QCOMPARE(ended.code, 0);
        const QStringList expected{QStringLiteral("table-2.json"), QStringLiteral("table-2.svg")};
        QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name), expected);
    }

    void badInputIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        QTest::newRow("folder without cases") << QStringList{m_folder.path()} << QStringLiteral("c2_w1.json");
        QTest::newRow("unknown figure") << QStringList{m_folder.path(), QStringLiteral("--only"),
                                                       QStringLiteral("figure-99")}
                                        << QStringLiteral("figure-99");
    }

    void badInputIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, word);
        const Ended ended = figures(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains(word), qPrintable(ended.err));
    }

    void aFolderThatCannotBeWrittenSaysSo()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        const Ended ended =
            figures({QString::fromStdString((shared / "ekya").string()), QStringLiteral("--out"),
                     QStringLiteral("/proc/figures"), QStringLiteral("--only"), QStringLiteral("figure-12")});
        QVERIFY(ended.code == 1 || ended.code == 2);
        QVERIFY2(ended.err.contains(QStringLiteral("/proc/figures")), qPrintable(ended.err));
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
