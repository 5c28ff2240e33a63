// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/base/random.h"
#include "tests/engine/onnx/small_graph.h"
#include "tests/support/shared_data.h"

#include <fstream>
#include <sstream>

using namespace jackdaw;
using namespace jackdaw::onnx;
using namespace jackdaw::onnx::testing;

namespace {

std::string bytesOf(const std::filesystem::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

SmallGraph convolution()
{
    SmallGraph graph(11, {1, 1, 4, 4});
    graph.weight("w", {1, 1, 3, 3}, counted(9))
        .list("s", {1, 16})
        .node("Conv", {"x", "w"}, {"c"}, {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}})
        .node("LeakyRelu", {"c"}, {"r"}, {{"alpha", 0.1F}})
        .node("Reshape", {"r", "s"}, {"f"})
        .node("Softmax", {"f"}, {"y"});
    return graph;
}

} // namespace

class TestGraph : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    std::filesystem::path file(const char* name, const std::string& bytes) const
    {
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }
    /// Whatever is in the file: an error or a network that runs or says why not.
    void takeUp(const std::string& bytes) const
    {
        const auto graph = Graph::read(file("damaged.onnx", bytes));
        if (!graph) {
            QVERIFY2(graph.error().message.find("damaged.onnx") != std::string::npos, graph.error().message.c_str());
            return;
        }
        const auto network = prepared(*graph);
        QVERIFY(network || !network.error().message.empty());
    }

private Q_SLOTS:
    void aMissingFileIsNamed();
    void aFileThatIsNoNetworkIsNamed();
    void aNetworkIsWrittenAndReadAgain();
    void aRealNetworkIsReadWithItsPorts();
    void aCutFileIsAnErrorOrANetwork();
    void flippedBitsAreAnErrorOrANetwork();
    void aNodeThatComesTooEarlyIsNamed();
    void anInputThatNothingGivesIsNamed();
    void aNameGivenTwiceIsNamed();
    void aWeightWithAnotherNumberOfValuesIsNamed();
    void unknownOperatorsAreListedWithTheOpset();
    void absurdExtentsAreRefused();
    void absurdAttributesAreRefused();
    void weightsBesideTheFileAreRead();
    void missingWeightsBesideTheFileAreNamed();
};

void TestGraph::aMissingFileIsNamed()
{
    const auto graph = Graph::read("gone.onnx");
    QVERIFY(!graph);
    QCOMPARE(static_cast<int>(graph.error().code), static_cast<int>(ErrorCode::NotFound));
    QVERIFY(graph.error().message.find("gone.onnx") != std::string::npos);
}

void TestGraph::aFileThatIsNoNetworkIsNamed()
{
    for (const std::string& bytes : {std::string(), std::string("not a network"), std::string(1000, '\0')}) {
        const auto graph = Graph::read(file("other.onnx", bytes));
        QVERIFY(!graph);
        QCOMPARE(static_cast<int>(graph.error().code), static_cast<int>(ErrorCode::Corrupt));
        QVERIFY(graph.error().message.find("other.onnx") != std::string::npos);
    }
}

void TestGraph::aNetworkIsWrittenAndReadAgain()
{
    const auto graph = convolution().make();
    QVERIFY(graph);
    QVERIFY(graph->write(path("again.onnx")));
    const auto again = Graph::read(path("again.onnx"));
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QCOMPARE(again->opset(), 11);
    QVERIFY(again->weights() == graph->weights());
    QCOMPARE(again->nodes().size(), graph->nodes().size());
    QVERIFY(again->nodes()[1].attributes == graph->nodes()[1].attributes);
    QCOMPARE(run(again, counted(16)).values, run(graph, counted(16)).values);
}

void TestGraph::aRealNetworkIsReadWithItsPorts()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto graph = Graph::read(shared / "real/models/nanodet_m.onnx");
    QVERIFY(graph);
    QCOMPARE(graph->opset(), 11);
    QCOMPARE(graph->inputs().size(), 1U);
    QCOMPARE(graph->inputs()[0].shape, (Shape{1, 3, 416, 416}));
    QCOMPARE(graph->outputs().size(), 6U);
    QCOMPARE(graph->outputs()[0].shape, (Shape{1, 2704, 80}));
    QCOMPARE(graph->weights().at("head.gfl_cls.0.weight").shape, (Shape{112, 96, 1, 1}));
}

void TestGraph::aCutFileIsAnErrorOrANetwork()
{
    QVERIFY(convolution().make()->write(path("whole.onnx")));
    const std::string whole = bytesOf(path("whole.onnx"));
    for (std::size_t length = 0; length < whole.size(); ++length)
        takeUp(whole.substr(0, length));
}

void TestGraph::flippedBitsAreAnErrorOrANetwork()
{
    QVERIFY(convolution().make()->write(path("whole.onnx")));
    const std::string whole = bytesOf(path("whole.onnx"));
    for (std::uint32_t step = 0; step < 2000; ++step) {
        RandomStream random(7, 0, RandomPurpose::Test, step);
        std::string damaged = whole;
        for (std::uint32_t count = 0; count <= random.below(3); ++count)
            damaged[random.below(static_cast<std::uint32_t>(whole.size()))] ^= static_cast<char>(1U << random.below(8));
        takeUp(damaged);
    }
}

void TestGraph::aNodeThatComesTooEarlyIsNamed()
{
    const auto graph =
        SmallGraph(11, {1}).node("Relu", {"b"}, {"a"}).node("Relu", {"a"}, {"b"}).node("Add", {"x", "b"}, {"y"}).make();
    QVERIFY(!graph);
    QCOMPARE(QString::fromStdString(graph.error().message),
             QString::fromUtf8(
                 "The network 'small.onnx' has the node 'Relu_a' (Relu) with the input 'b', which comes from a "
                 "later node."));
}

void TestGraph::anInputThatNothingGivesIsNamed()
{
    const auto graph = SmallGraph(11, {1}).node("Relu", {"gone"}, {"y"}).make();
    QVERIFY(!graph);
    QVERIFY(graph.error().message.find("'gone', which nothing gives") != std::string::npos);
    const auto noOutput = SmallGraph(11, {1}).node("Relu", {"x"}, {"z"}).make();
    QVERIFY(!noOutput);
    QVERIFY(noOutput.error().message.find("the output 'y', which no node gives") != std::string::npos);
}

void TestGraph::aNameGivenTwiceIsNamed()
{
    const auto graph = SmallGraph(11, {1}).node("Relu", {"x"}, {"y"}).node("Abs", {"x"}, {"y"}).make();
    QVERIFY(!graph);
    QVERIFY(graph.error().message.find("(Abs) with the output 'y', a name that is taken already") != std::string::npos);
}

void TestGraph::aWeightWithAnotherNumberOfValuesIsNamed()
{
    for (const Shape& shape : {Shape{3}, Shape{-2}, Shape{1LL << 40, 1LL << 40}}) {
        const auto graph = SmallGraph(11, {1}).weight("w", shape, {1, 2}).node("Add", {"x", "w"}, {"y"}).make();
        QVERIFY(!graph);
        QVERIFY(graph.error().message.find("the weight 'w' with 2 values") != std::string::npos);
    }
}

void TestGraph::unknownOperatorsAreListedWithTheOpset()
{
    const auto outcome = run(SmallGraph(12, {1}).node("Loop", {"x"}, {"a"}).node("TopK", {"a"}, {"y"}).make(), {1});
    QCOMPARE(
        QString::fromStdString(outcome.error),
        QString::fromUtf8("The network 'small.onnx' uses operators of opset 12 that are not supported: Loop, TopK."));
}

void TestGraph::absurdExtentsAreRefused()
{
    const auto doubled = [] {
        SmallGraph graph(11, {1, 1024});
        std::string last = "x";
        for (int i = 0; i < 40; ++i) {
            const std::string next = i == 39 ? "y" : "c" + std::to_string(i);
            graph.node("Concat", {last, last}, {next}, {{"axis", std::int64_t{0}}});
            last = next;
        }
        return graph;
    };
    const auto outcome = run(doubled().make(), counted(1024));
    QVERIFY2(outcome.error.find("(Concat) that would give a tensor of") != std::string::npos, outcome.error.c_str());
    const auto huge = run(SmallGraph(11, {1LL << 40}).node("Relu", {"x"}, {"y"}).make(), {1});
    QVERIFY2(huge.error.find("cannot take") != std::string::npos, huge.error.c_str());
    const auto outer = run(
        SmallGraph(11, {100000, 1}).weight("w", {1, 100000}, counted(100000)).node("MatMul", {"x", "w"}, {"y"}).make(),
        counted(100000));
    QVERIFY2(outer.error.find("(MatMul) that would give a tensor of") != std::string::npos, outer.error.c_str());
}

void TestGraph::absurdAttributesAreRefused()
{
    using Numbers = std::vector<std::int64_t>;
    const std::vector<std::map<std::string, Attribute>> cases{
        {{"strides", Numbers{0, 1}}},
        {{"strides", Numbers{-1, 1}}},
        {{"dilations", Numbers{0, 0}}},
        {{"pads", Numbers{-5, 0, 0, 0}}},
        {{"pads", Numbers{1, 1}}},
        {{"pads", Numbers{1LL << 62, 0, 0, 0}}},
        {{"group", std::int64_t{0}}},
        {{"group", std::int64_t{1LL << 62}}},
        {{"strides", 1.0F}},
        {{"dilations", Numbers{100, 100}}},
    };
    for (const auto& attributes : cases) {
        const auto outcome = run(SmallGraph(11, {1, 1, 4, 4})
                                     .weight("w", {1, 1, 3, 3}, counted(9))
                                     .node("Conv", {"x", "w"}, {"y"}, attributes)
                                     .make(),
                                 counted(16));
        QVERIFY2(outcome.error.find("node 'Conv_y' (Conv)") != std::string::npos, outcome.error.c_str());
    }
}

void TestGraph::weightsBesideTheFileAreRead()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto graph = Graph::read(shared / "cases/onnx/external-data.onnx");
    QVERIFY2(graph.has_value(), graph ? "" : graph.error().message.c_str());
    const Tensor& weight = graph->weights().at("w");
    QCOMPARE(weight.shape, (Shape{8, 3, 3, 3}));
    const std::string bytes = bytesOf(shared / "cases/onnx/external-data.onnx.data");
    const auto& values = std::get<std::vector<float>>(weight.values);
    QCOMPARE(std::string(reinterpret_cast<const char*>(values.data()), 4 * values.size()), bytes);
    const auto network = prepared(*graph);
    QVERIFY(network);
    QCOMPARE(network->outputShape(), (Shape{1, 8, 416, 416}));
}

void TestGraph::missingWeightsBesideTheFileAreNamed()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto lonely = file("lonely.onnx", bytesOf(shared / "cases/onnx/external-data.onnx"));
    const auto graph = Graph::read(lonely);
    QVERIFY(!graph);
    QCOMPARE(static_cast<int>(graph.error().code), static_cast<int>(ErrorCode::NotFound));
    QVERIFY(graph.error().message.find("external-data.onnx.data', which is missing") != std::string::npos);
    file("external-data.onnx.data", "short");
    QVERIFY(Graph::read(lonely).error().message.find("ends before it does") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestGraph)
#include "tst_graph.moc"
